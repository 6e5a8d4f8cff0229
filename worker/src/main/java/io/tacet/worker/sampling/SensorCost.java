package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one reading of a sensor takes. Read often enough first that the compilers are done; then the
 * median of as many readings counts, so that one that was interrupted does not. Immutable.
 *
 * @param micros median of a reading, µs; negative when none succeeded
 * @param readings how many were made
 * @param failures how many of them failed
 */
public record SensorCost(double micros, int readings, int failures) {

  /** Readings that make the compilers finish. */
  static final int READINGS = 400;

  private static final double NANOS_PER_MICRO = 1000;

  /**
   * Measures on the calling thread.
   *
   * @param atMost ends after the reading in which this time is over
   */
  public static SensorCost of(Sensor sensor, RunClock clock, Duration atMost) {
    long[] row = new long[sensor.width()];
    long[] nanos = new long[READINGS];
    int count = 0;
    int failures = 0;
    long start = clock.nanos();
    long now = start;
    while (count < READINGS && now - start <= atMost.toNanos()) {
      long before = clock.nanos();
      try {
        sensor.read(row, 0);
      } catch (IOException e) {
        failures++; // what it takes to fail is part of its cost; who reads it in earnest says why
      }
      now = clock.nanos();
      nanos[count] = now - before;
      count++;
    }
    long[] later = Arrays.copyOfRange(nanos, count / 2, count);
    Arrays.sort(later);
    double median = later[later.length / 2] / NANOS_PER_MICRO;
    return new SensorCost(failures == count ? -1 : median, count, failures);
  }

  /** Whether a reading takes more than its share of the time from one to the next. */
  public boolean exceeds(double share, long intervalNanos) {
    return intervalNanos != TimedSensor.EDGES && micros * NANOS_PER_MICRO > share * intervalNanos;
  }
}
