package io.tacet.embedded.process;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The TCP port of a server: a given one, or any free one. A free one may turn out to be taken when
 * the server binds it, so it is chosen anew until the server has once come up; from then on it
 * stays. Safe for use by several threads.
 */
public final class Port {
  private static final int TRIES = 3;
  private static final Pattern TAKEN =
      Pattern.compile(
          "address already in use|port already bound|in use by another process",
          Pattern.CASE_INSENSITIVE);

  private final FreePorts free;
  private int number;
  private boolean settled;

  private Port(FreePorts free, int number, boolean settled) {
    this.free = free;
    this.number = number;
    this.settled = settled;
  }

  /** This port and no other. */
  public static Port fixed(int number, FreePorts free) {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException(number + " is not a TCP port");
    }
    return new Port(free, number, true);
  }

  /** Any port that is free. */
  public static Port anyOf(FreePorts free) {
    return new Port(free, free.next(), false);
  }

  /** The port as it is now. */
  public synchronized int number() {
    return number;
  }

  /**
   * Starts a server; if one of its ports is taken, chooses others and starts it again, a few times.
   *
   * @param start starts it on the ports as they are now
   * @throws StartFailure the server's last
   */
  public static <T> T starting(List<Port> ports, Supplier<T> start) {
    for (int attempt = 1; ; attempt++) {
      try {
        T started = start.get();
        ports.forEach(Port::settle);
        return started;
      } catch (StartFailure failure) {
        boolean taken = TAKEN.matcher(failure.getMessage()).find();
        if (!taken || attempt == TRIES || ports.stream().filter(Port::change).count() == 0) {
          throw failure;
        }
      }
    }
  }

  private synchronized void settle() {
    settled = true;
  }

  private synchronized boolean change() {
    if (!settled) {
      number = free.next();
    }
    return !settled;
  }
}
