package io.tacet.worker.gate.calibrate;

import io.tacet.worker.gate.Gate;
import io.tacet.worker.gate.check.CpuTicks;
import io.tacet.worker.gate.temperature.Load;
import io.tacet.worker.gate.temperature.Thermometer;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches the machine at rest, loads all its CPUs, and watches it cool. Base temperature is what it
 * had at rest in the end and a little more, so that a machine that waits long enough always gets
 * there. One run.
 */
final class Calibration {

  /** Above rest, °C: a base that is just reached is waited for too long. */
  static final double LEAST_MARGIN = 2;

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration SAY_EVERY = Duration.ofSeconds(15);
  private static final double NANOS = 1e9;

  private final Plan plan;
  private final Path proc;
  private final Optional<Thermometer> thermometer;
  private final Load load;
  private final Gate.Waiting waiting;
  private final LongSupplier nanoTime;
  private final Consumer<String> progress;

  /**
   * How long it may take.
   *
   * @param rest without load, before anything else
   * @param warm under full load
   * @param cool until it must have cooled, at most
   */
  record Plan(Duration rest, Duration warm, Duration cool) {}

  /**
   * With these means.
   *
   * @param thermometer empty: there is none
   * @param nanoTime monotonic clock, ns
   * @param progress told what goes on, a line each
   */
  Calibration(
      Plan plan,
      Path proc,
      Optional<Thermometer> thermometer,
      Load load,
      Gate.Waiting waiting,
      LongSupplier nanoTime,
      Consumer<String> progress) {
    this.plan = plan;
    this.proc = proc;
    this.thermometer = thermometer;
    this.load = load;
    this.waiting = waiting;
    this.nanoTime = nanoTime;
    this.progress = progress;
  }

  /**
   * Runs it. However it ends, the load has ended.
   *
   * @throws IOException when the sensor gives nothing
   * @throws StoppedException when it was told to stop
   */
  Calibrated run() throws IOException, StoppedException {
    try {
      return measured();
    } finally {
      load.stop();
    }
  }

  private Calibrated measured() throws IOException, StoppedException {
    progress.accept("At rest for " + seconds(plan.rest()) + ": leave the machine alone");
    CpuTicks before = CpuTicks.read(proc);
    List<Double> idle = watch(plan.rest(), OptionalDouble.empty());
    double background = CpuTicks.read(proc).othersPercentSince(before);
    if (thermometer.isEmpty()) {
      return new Calibrated(plan, background, Optional.empty());
    }
    List<Double> end = lastThird(idle);
    double spread = most(end) - least(end);
    double base = Math.ceil(mean(end) + Math.max(LEAST_MARGIN, spread));
    progress.accept(
        "At rest %.1f °C. All CPUs loaded for %s".formatted(mean(end), seconds(plan.warm())));
    load.start();
    List<Double> warm = watch(plan.warm(), OptionalDouble.empty());
    load.stop();
    progress.accept("Under load %.1f °C. Cooling to %.0f °C".formatted(most(warm), base));
    long begin = nanoTime.getAsLong();
    List<Double> cooling = watch(plan.cool(), OptionalDouble.of(base));
    Optional<Duration> took =
        cooling.get(cooling.size() - 1) <= base
            ? Optional.of(Duration.ofNanos(nanoTime.getAsLong() - begin))
            : Optional.empty();
    return new Calibrated(
        plan,
        background,
        Optional.of(
            new Calibrated.Heat(
                thermometer.get().chip(),
                thermometer.get().feature(),
                mean(end),
                spread,
                most(warm),
                base,
                took)));
  }

  /** Readings, one a step, until the time is over or one is low enough. At least one. */
  private List<Double> watch(Duration time, OptionalDouble until)
      throws IOException, StoppedException {
    List<Double> readings = new ArrayList<>();
    long begin = nanoTime.getAsLong();
    long said = begin;
    Optional<IOException> failure = Optional.empty();
    while (nanoTime.getAsLong() - begin < time.toNanos()) {
      waiting.pause(STEP);
      if (thermometer.isEmpty()) {
        continue;
      }
      try {
        readings.add(thermometer.get().celsius());
      } catch (IOException e) {
        progress.accept("No reading: " + e.getMessage());
        failure = Optional.of(e);
        continue;
      }
      double last = readings.get(readings.size() - 1);
      if (until.isPresent() && last <= until.getAsDouble()) {
        break;
      }
      if (nanoTime.getAsLong() - said >= SAY_EVERY.toNanos()) {
        said = nanoTime.getAsLong();
        progress.accept("  %4.0f s  %.1f °C".formatted((said - begin) / NANOS, last));
      }
    }
    if (thermometer.isPresent() && readings.isEmpty()) {
      throw failure.orElseGet(() -> new IOException("The time is too short for one reading"));
    }
    return readings;
  }

  private static List<Double> lastThird(List<Double> readings) {
    return readings.subList(readings.size() * 2 / 3, readings.size());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
