package io.tacet.accountant.imports.record;

import org.jspecify.annotations.Nullable;

/**
 * A job as it is booked. Immutable, save that the digest must not be changed.
 *
 * @param key what makes it one among those of its source and cluster
 * @param digest tells the same content from other content, 16 bytes
 * @param jobId for people
 * @param machine host it ran on; of several the first
 * @param severalNodes whether it ran on more
 * @param project whose usage it is, with the user
 * @param startedMicros µs since 1970; {@link #NONE} when it never ran
 * @param endedMicros µs since 1970
 * @param cpuMicros what is charged, µs; {@link #NONE} when nothing can be
 * @param cpuSource where that figure comes from
 * @param notCharged why not; null exactly when there is a figure
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UsageLine(
    String key,
    byte[] digest,
    String jobId,
    String machine,
    boolean severalNodes,
    String project,
    String user,
    Outcome outcome,
    long startedMicros,
    long endedMicros,
    long cpuMicros,
    String cpuSource,
    @Nullable String notCharged) {

  /** In place of a number: there is none. */
  public static final long NONE = Long.MIN_VALUE;

  /** CPU source: the scheduler measured it. */
  public static final String MEASURED = "MEASURED";

  /** CPU source: processors × time stand in for it. */
  public static final String ALLOCATION = "ALLOCATION";

  /** CPU source: there is no figure. */
  public static final String UNKNOWN = "UNKNOWN";

  /** Of a job that never ran. */
  public static final String NEVER_RAN = "It never ran";
}
