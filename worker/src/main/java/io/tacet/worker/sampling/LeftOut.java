package io.tacet.worker.sampling;

import java.util.Locale;

/**
 * A sensor that is not read because reading it takes too long.
 *
 * @param sensor its name
 * @param micros what a reading takes, µs
 * @param allowedMicros what it may take at its interval, µs
 */
public record LeftOut(String sensor, double micros, double allowedMicros) {

  /** One sentence for the log and the submitter. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "Sensor %s was left out: a reading takes %.0f µs, %.0f µs are allowed at its interval",
        sensor,
        micros,
        allowedMicros);
  }
}
