package io.tacet.worker.sensor;

/**
 * The kernel's clock tick as user space sees it: 100 per second on every architecture Java runs on,
 * whatever the kernel's own (proc(5), {@code sysconf(_SC_CLK_TCK)}).
 */
public final class UserHz {

  /** Microseconds per tick. */
  public static final long MICROS_PER_TICK = 10_000;

  private UserHz() {}
}
