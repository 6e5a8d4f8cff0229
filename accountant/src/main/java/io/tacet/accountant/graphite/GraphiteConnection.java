package io.tacet.accountant.graphite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection to Carbon's plaintext receiver: lines {@code path value timestamp}, no answers.
 * Writes are waited for, but not for ever: a socket's own timeouts are for reads only, so this one
 * is not blocking. For one thread; {@link #close} may come from another and ends what waits.
 */
final class GraphiteConnection implements Closeable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final Duration writeTimeout;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer unexpected = ByteBuffer.allocate(512);

  private GraphiteConnection(SocketChannel channel, Selector selector, Duration writeTimeout) {
    this.channel = channel;
    this.selector = selector;
    this.writeTimeout = writeTimeout;
  }

  /**
   * Connects.
   *
   * @param writeTimeout longest time in which the other side may take nothing
   */
  static GraphiteConnection open(
      String host, int port, Duration connectTimeout, Duration writeTimeout) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("No address for host " + host);
    }
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      // Small: what lies in it when the other side dies is lost.
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      Selector selector = Selector.open();
      GraphiteConnection connection = new GraphiteConnection(channel, selector, writeTimeout);
      if (!channel.connect(address)) {
        connection.await(SelectionKey.OP_CONNECT, connectTimeout, "answers not");
        if (!channel.finishConnect()) {
          throw new IOException("not connected");
        }
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Adds a line; it goes when there are enough, or by {@link #flush}. */
  void write(String line) throws IOException {
    byte[] bytes = line.getBytes(US_ASCII);
    if (bytes.length > buffer.remaining()) {
      flush();
    }
    buffer.put(bytes);
  }

  /** Hands everything to the network. Carbon says nothing back, so this is all one can know. */
  void flush() throws IOException {
    check();
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        await(SelectionKey.OP_WRITE, writeTimeout, "takes nothing");
      }
    }
    buffer.clear();
  }

  /**
   * Looks whether the other side is still there.
   *
   * @throws EOFException when it has closed the connection
   */
  void check() throws IOException {
    unexpected.clear();
    if (channel.read(unexpected) < 0) {
      throw new EOFException("the connection was closed by the other side");
    }
  }

  private void await(int what, Duration limit, String otherwise) throws IOException {
    channel.register(selector, what);
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (selector.select(Math.max(1, left)) == 0) {
      left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("it " + otherwise + " for " + limit);
      }
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
