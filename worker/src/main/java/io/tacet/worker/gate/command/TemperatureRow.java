package io.tacet.worker.gate.command;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.config.WorkerSettings.TemperatureLimit;
import io.tacet.worker.gate.check.Checked;
import io.tacet.worker.gate.check.Finding;
import io.tacet.worker.gate.temperature.Thermometer;
import java.io.IOException;

/** The temperature as a line among the checks: only a sensor that gives none keeps jobs out. */
final class TemperatureRow {

  private TemperatureRow() {}

  static Checked of(WorkerConfig config) {
    Finding finding =
        config
            .temperature()
            .map(TemperatureLimit::of)
            .map(limit -> finding(config, limit))
            .orElse(NONE);
    CheckLevel level =
        finding.verdict() == Finding.Verdict.UNSEEN ? CheckLevel.INFO : CheckLevel.ERROR;
    return new Checked("temperature", level, true, finding);
  }

  private static final Finding NONE =
      new Finding(
          Finding.Verdict.UNSEEN,
          "no sensor is configured, so it is not looked at",
          "tacet-worker calibrate finds one");

  private static Finding finding(WorkerConfig config, TemperatureLimit limit) {
    double celsius;
    try {
      celsius = new Thermometer(config.sysRoot(), limit.chip(), limit.feature()).celsius();
    } catch (IOException e) {
      return Finding.notMet(
          "cannot be read: " + e.getMessage(), "give another chip or feature, or load its driver");
    }
    double coldest = limit.baseCelsius() - limit.windowCelsius();
    String then = "";
    if (celsius > limit.baseCelsius()) {
      then = ", a job would wait until it has cooled";
    } else if (celsius <= coldest) {
      then = ", a job would wait until it is warmed up";
    }
    return Finding.met(
        "%.1f °C, jobs start above %.1f and up to %.1f °C%s"
            .formatted(celsius, coldest, limit.baseCelsius(), then));
  }
}
