package io.tacet.worker.spool;

import io.tacet.worker.measure.SampleSeries;
import java.util.List;
import java.util.Optional;

/**
 * Which samples are kept so that a result stays within its limit: the same share of every series.
 * Immutable.
 *
 * @param step keep the first of every so many; 1: all; 0: none
 */
public record Thinning(int step) {

  /** A sample takes about this much, bytes: a time offset of some 5 and a value of 8. */
  private static final int SAMPLE_BYTES = 13;

  /** What surrounds each series, bytes. */
  private static final int SERIES_BYTES = 350;

  /** For samples that may take so many bytes together. */
  public static Thinning toFit(List<SampleSeries> series, long bytes) {
    long frames = (long) SERIES_BYTES * series.size();
    long samples = series.stream().mapToLong(one -> one.values().length).sum();
    if (frames + samples * SAMPLE_BYTES <= bytes) {
      return new Thinning(1);
    }
    long room = (bytes - frames) / SAMPLE_BYTES;
    if (room < series.size()) {
      return new Thinning(0);
    }
    long step = (samples + room - 1) / room;
    while (kept(series, step) > room) {
      step++;
    }
    return new Thinning(Math.toIntExact(step));
  }

  /** What the submitter must know about it. */
  public Optional<String> note(long limitBytes) {
    return switch (step) {
      case 1 -> Optional.empty();
      case 0 ->
          Optional.of(
              "No samples are kept: the result was over its limit of "
                  + limitBytes
                  + " bytes (tacet.worker.max-result-bytes); the statistics are of all samples");
      default ->
          Optional.of(
              "Only one in "
                  + step
                  + " samples is kept: the result was over its limit of "
                  + limitBytes
                  + " bytes (tacet.worker.max-result-bytes); the statistics are of all samples");
    };
  }

  private static long kept(List<SampleSeries> series, long step) {
    return series.stream().mapToLong(one -> (one.values().length + step - 1) / step).sum();
  }
}
