package io.tacet.worker.process;

/**
 * CPU time.
 *
 * @param user in user mode, µs
 * @param system in kernel mode, µs
 */
public record CpuMicros(long user, long system) {

  /** None. */
  public static final CpuMicros ZERO = new CpuMicros(0, 0);

  /** What was added since another reading. */
  public CpuMicros since(CpuMicros earlier) {
    return new CpuMicros(Math.max(0, user - earlier.user), Math.max(0, system - earlier.system));
  }

  /** Both modes together, µs. */
  public long total() {
    return user + system;
  }
}
