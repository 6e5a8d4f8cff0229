package io.tacet.worker.gate.calibrate;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tacet.worker.catalog.MeasuredCost;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a calibration found. Immutable.
 *
 * @param background CPU time of others at rest, % of all CPUs; NaN: not known
 * @param heat empty: there is no sensor
 */
record Calibrated(Calibration.Plan plan, double background, Optional<Heat> heat) {

  private static final double USUAL_BACKGROUND = 5;

  /** Below this the load has hardly reached the sensor, °C. */
  private static final double LEAST_RISE = 5;

  /**
   * How warm it gets. All in °C.
   *
   * @param chip id of the sensor's chip, or type of its thermal zone
   * @param feature label; may be empty
   * @param idle mean at the end of the rest
   * @param spread highest less lowest of that time
   * @param hot highest under load
   * @param base at which jobs should start
   * @param coolDown from the end of the load until base; empty: it took longer than it might
   */
  record Heat(
      String chip,
      String feature,
      double idle,
      double spread,
      double hot,
      double base,
      Optional<Duration> coolDown) {}

  /** As configuration, with what was found in its comments. */
  String yaml(List<MeasuredCost> sensors) {
    StringBuilder text = new StringBuilder("# Found by tacet-worker calibrate.\n");
    line(text, "# At rest others used %.1f %% of all CPUs.", background);
    heat.ifPresentOrElse(found -> comments(text, found), () -> noSensor(text));
    costs(text, sensors);
    text.append("tacet:\n  worker:\n");
    heat.ifPresent(found -> settings(text, found));
    line(text, "    gate:");
    line(text, "      most-background-cpu: %.0f", backgroundLimit());
    leaveOut(text, sensors.stream().filter(MeasuredCost::tooDear).toList());
    return text.toString();
  }

  private void comments(StringBuilder text, Heat found) {
    line(
        text,
        "# %.1f °C (give or take %.1f) after %d s at rest, %.1f °C after %d s of full load.",
        found.idle(),
        found.spread() / 2,
        plan.rest().toSeconds(),
        found.hot(),
        plan.warm().toSeconds());
    if (found.coolDown().isPresent()) {
      line(
          text,
          "# It cooled to %.0f °C in %d s: so long a job may wait for the one before it.",
          found.base(),
          found.coolDown().get().toSeconds());
    } else {
      line(
          text,
          "# It did not cool to %.0f °C in %d s: rest longer before you trust this base.",
          found.base(),
          plan.cool().toSeconds());
    }
    if (found.hot() - found.idle() < LEAST_RISE) {
      line(text, "# Full load hardly warmed this sensor: is it the CPU's? See --chip, --feature.");
    }
  }

  private static void costs(StringBuilder text, List<MeasuredCost> sensors) {
    if (!sensors.isEmpty()) {
      line(
          text,
          "# One look at all sensors takes %.0f µs: %s.",
          sensors.stream().mapToDouble(MeasuredCost::micros).sum(),
          sensors.stream()
              .map(one -> String.format(Locale.ROOT, "%s %.1f", one.name(), one.micros()))
              .collect(Collectors.joining(", ")));
    }
  }

  private static void leaveOut(StringBuilder text, List<MeasuredCost> tooDear) {
    if (!tooDear.isEmpty()) {
      line(text, "    # Too dear at their intervals, so that measurements leave them out anyway:");
      line(text, "    sensors:");
      for (MeasuredCost sensor : tooDear) {
        line(text, "      %s:", sensor.name());
        line(text, "        interval:");
        line(text, "          measuring: \"off\"");
      }
    }
  }

  private static void noSensor(StringBuilder text) {
    line(text, "# There is no temperature sensor here, so jobs don't wait for a temperature.");
  }

  private static void settings(StringBuilder text, Heat found) {
    line(text, "    temperature:");
    line(text, "      chip: %s", quoted(found.chip()));
    if (!found.feature().isEmpty()) {
      line(text, "      feature: %s", quoted(found.feature()));
    }
    line(text, "      base: %.0f", found.base());
    line(text, "      window: 10");
    found
        .coolDown()
        .map(took -> took.multipliedBy(4))
        .filter(wait -> wait.compareTo(Duration.ofHours(1)) > 0)
        .ifPresent(
            wait -> line(text, "    gate-timeout: %s", Duration.ofHours(wait.toHours() + 1)));
  }

  private double backgroundLimit() {
    return Double.isNaN(background)
        ? USUAL_BACKGROUND
        : Math.max(1, Math.min(USUAL_BACKGROUND, Math.ceil(4 * background)));
  }

  /** JSON's strings are YAML's, whatever a driver calls its sensor. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
