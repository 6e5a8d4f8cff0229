package io.tacet.accountant.graphite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A TCP listener as Carbon's, which can also stall, or cut a connection off. */
public final class Carbon implements AutoCloseable {

  private static final int SMALL = 16 * 1024;

  private final ServerSocket server = new ServerSocket();
  private final Thread thread = new Thread(this::accept, "carbon");
  private final List<List<String>> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger ends = new AtomicInteger();
  private volatile Manner manner = Manner.READING;
  private volatile @Nullable Socket open;

  /** What it does with its next connections. */
  enum Manner {
    /** Reads to the end. */
    READING,
    /** Reads nothing, and keeps the connection open. */
    STALLING,
    /** Reads some lines, and ends the connection with a reset. */
    CUTTING_OFF
  }

  /** Listens at a port; 0: at any. */
  public Carbon(int port) throws IOException {
    server.setReceiveBufferSize(SMALL);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    thread.start();
  }

  /** Its port. */
  public int port() {
    return server.getLocalPort();
  }

  void be(Manner next) {
    manner = next;
  }

  int connections() {
    return connections.size();
  }

  /** Lines read with this in them, of all connections. */
  public List<String> lines(String part) {
    return connections.stream()
        .flatMap(lines -> new ArrayList<>(lines).stream())
        .filter(line -> line.contains(part))
        .toList();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    manner = Manner.READING;
    server.close();
    Socket last = open;
    if (last != null) {
      last.close();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try (Socket socket = server.accept()) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        connections.add(lines);
        serve(socket, lines);
      } catch (IOException e) {
        // A reset by the other side, or the end of the test.
        ends.incrementAndGet();
      }
    }
  }

  private void serve(Socket socket, List<String> lines) throws IOException {
    open = socket;
    Manner now = manner;
    if (now == Manner.STALLING) {
      awaitOtherManner();
      socket.setSoLinger(true, 0);
      return;
    }
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (now == Manner.CUTTING_OFF && lines.size() == 500) {
        socket.setSoLinger(true, 0);
        return;
      }
    }
  }

  private void awaitOtherManner() {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> manner != Manner.STALLING);
  }
}
