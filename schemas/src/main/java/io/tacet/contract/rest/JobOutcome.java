package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of an attempt reported, with the units of the {@code JobStatus} schema.
 *
 * @param state the outcome: FINISHED, FAILED, INTERRUPTED or CANCELLED
 * @param verdict a {@code Verdict}; null when nothing was measured
 * @param logTail end of the output; on FAILED
 */
public record JobOutcome(
    String orderId,
    int attempt,
    String state,
    Instant occurredAt,
    @Nullable CpuTime cpuTime,
    @Nullable String verdict,
    List<Phase> phases,
    List<Silence> silences,
    List<Headline> headlines,
    @Nullable String logTail) {

  /**
   * CPU time.
   *
   * @param userMicros in user mode, µs
   * @param systemMicros in kernel mode, µs
   * @param source a {@code CpuTimeSource}
   */
  public record CpuTime(long userMicros, long systemMicros, String source) {}

  /**
   * Most memory at one time.
   *
   * @param source a {@code MemorySource}
   */
  public record PeakMemory(long bytes, String source) {}

  /**
   * Bytes read from and written to storage.
   *
   * @param source an {@code IoSource}
   */
  public record StorageIo(long readBytes, long writtenBytes, String source) {}

  /**
   * One run of one phase.
   *
   * @param durationMicros wall-clock time, µs
   * @param peakMemory null when unknown, also from workers that do not report it
   * @param storageIo null when unknown, also from workers that do not report it
   */
  public record Phase(
      String name,
      int repeat,
      boolean measured,
      Instant startedAt,
      long durationMicros,
      @Nullable CpuTime cpuTime,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      @Nullable PeakMemory peakMemory,
      @Nullable StorageIo storageIo) {}

  /**
   * What was seen of the machine in one run of measured phases; see the schema {@code
   * SilenceRecord}.
   */
  public record Silence(
      int repeat,
      Instant startedAt,
      long durationMicros,
      int workerSockets,
      long workerCpuMicros,
      long workerContextSwitches,
      long missedDeadlines,
      @Nullable Long jobPackets,
      long foreignPackets,
      long foreignCpuMicros,
      String verdict,
      List<String> reasons) {}

  /**
   * One figure worth showing.
   *
   * @param value in unit
   * @param relativeDeviation sample standard deviation ÷ mean over the repetitions
   */
  public record Headline(
      String phase,
      String metric,
      @Nullable String detail,
      String unit,
      double value,
      @Nullable Double relativeDeviation) {}
}
