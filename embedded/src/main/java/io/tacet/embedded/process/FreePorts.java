package io.tacet.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * Picks TCP ports nobody listens on, and that no other process on this machine has picked in this
 * way while it runs: a server may take half a minute from being given its port to listening on it.
 *
 * <p>They lie below the range from which the system takes the source ports of connections. A client
 * that tries again and again to reach a stopped server on a port inside that range ends up
 * connected to itself, and the server can't bind its port any more.
 *
 * <p>Safe for use by several threads; hands out no port twice.
 */
public final class FreePorts {
  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int USUAL_EPHEMERAL = 32_768;
  private static final int LOWEST = 10_000;
  private static final int TRIES = 1000;

  private final SecureRandom random = new SecureRandom();
  private final Set<Integer> given = new HashSet<>();
  private final int lowest;
  private final int bound;

  public FreePorts() {
    int ephemeral = firstEphemeral();
    boolean room = ephemeral - LOWEST >= TRIES;
    this.lowest = room ? LOWEST : 1024 + 1;
    this.bound = room ? ephemeral : 65_536;
  }

  /** A port that was free on the loopback address a moment ago. */
  public synchronized int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(lowest, bound);
      if (!given.contains(port) && isFree(port) && TakenPorts.take(port)) {
        given.add(port);
        return port;
      }
    }
    throw new IllegalStateException("no free TCP port between " + lowest + " and " + bound);
  }

  /** Whether a server could listen on this port of the loopback address right now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(Loopback.port(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int firstEphemeral() {
    try {
      if (!Files.exists(EPHEMERAL)) {
        return USUAL_EPHEMERAL;
      }
      // Not readString: it reads one byte first, and the kernel answers only the first read.
      String range = Files.readAllLines(EPHEMERAL).get(0);
      return Integer.parseInt(range.substring(0, range.indexOf('\t')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
