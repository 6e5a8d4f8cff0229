package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Sensor;
import java.util.List;

/**
 * A sensor and how often it is read.
 *
 * @param intervalNanos time between two readings; {@link #EDGES}: at the start and the end only
 */
public record TimedSensor(Sensor sensor, long intervalNanos) {

  /** At the start and the end of a window only. */
  public static final long EDGES = Long.MAX_VALUE;

  /** All at one interval. */
  public static List<TimedSensor> all(List<? extends Sensor> sensors, long intervalNanos) {
    return sensors.stream().map(sensor -> new TimedSensor(sensor, intervalNanos)).toList();
  }

  /** As often as wanted, but not so rarely that a figure could be lost. */
  long effectiveNanos() {
    return Math.min(intervalNanos, sensor.longestGapNanos());
  }
}
