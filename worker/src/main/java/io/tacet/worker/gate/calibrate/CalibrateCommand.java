package io.tacet.worker.gate.calibrate;

import io.tacet.worker.DurationOption;
import io.tacet.worker.StopSignals;
import io.tacet.worker.catalog.Inventory;
import io.tacet.worker.catalog.MeasuredCost;
import io.tacet.worker.catalog.SamplingConfig;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.catalog.SensorsConfig;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.gate.temperature.AllCoresLoad;
import io.tacet.worker.gate.temperature.Thermometer;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code calibrate}. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds this machine's base temperature, its cool-down time, what runs beside and what its"
          + " sensors cost, and prints the configuration to use.",
      "",
      "Watches the machine at rest, loads all its CPUs, and watches it cool. Stop the worker first,"
          + " and leave the machine alone meanwhile. Needs neither brokers nor the id of the"
          + " machine. Progress goes to standard error; Ctrl-C ends it, and the load with it."
    },
    footer = {
      "",
      "Examples:",
      "  tacet-worker calibrate > found.yaml",
      "  tacet-worker calibrate --rest 15m --warm 10m --cool-limit 1h",
      "  tacet-worker calibrate --chip k10temp-pci-00c3 --feature Tctl",
      "",
      "Exit codes: 0 done, 1 the sensor gives nothing, 2 wrong usage, 130 ended by a signal."
    })
public class CalibrateCommand implements Callable<Integer> {

  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final int SIGNALLED = 130;

  @Option(
      names = "--rest",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "PT5M",
      description = "How long to watch it at rest [5m].")
  Duration rest = Duration.ofMinutes(5);

  @Option(
      names = "--warm",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "PT5M",
      description = "How long to load all CPUs [5m].")
  Duration warm = Duration.ofMinutes(5);

  @Option(
      names = "--cool-limit",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "PT30M",
      description = "How long it may take to cool, at most [30m].")
  Duration coolLimit = Duration.ofMinutes(30);

  @Option(
      names = "--chip",
      paramLabel = "ID",
      description =
          "The sensor's chip as lm-sensors writes it, or the type of a thermal zone. Else what is"
              + " configured, else the CPU's.")
  @Nullable String chip;

  @Option(
      names = "--feature",
      paramLabel = "LABEL",
      description = "The sensor's label. Else the chip's first temperature.")
  @Nullable String feature;

  @Spec CommandSpec spec = CommandSpec.create();

  private final WorkerConfig config;
  private final SensorsConfig sensors;
  private final SamplingConfig sampling;

  /** By injection. */
  @Inject
  public CalibrateCommand(WorkerConfig config, SensorsConfig sensors, SamplingConfig sampling) {
    this.config = config;
    this.sensors = sensors;
    this.sampling = sampling;
  }

  @Override
  public Integer call() {
    if (isNone(rest) || isNone(warm) || isNone(coolLimit)) {
      return tell(USAGE, "--rest, --warm and --cool-limit must be longer than 0");
    }
    if (feature != null && chip == null) {
      return tell(USAGE, "--feature is of no use without --chip");
    }
    StopRequest stop = new StopRequest(Duration.ZERO);
    StopSignals.deliverTo(stop);
    try {
      Calibration calibration =
          new Calibration(
              new Calibration.Plan(rest, warm, coolLimit),
              config.procRoot(),
              thermometer(),
              new AllCoresLoad(config.procRoot(), config.sysRoot(), this::say),
              stop::pause,
              System::nanoTime,
              this::say);
      Calibrated found = calibration.run();
      say("Reading each sensor some hundred times");
      List<MeasuredCost> costs = inventory().measured();
      PrintWriter out = spec.commandLine().getOut();
      out.print(found.yaml(costs));
      out.flush();
      return 0;
    } catch (StoppedException e) {
      return tell(SIGNALLED, "Stopped: nothing was found");
    } catch (IOException e) {
      return tell(FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private Inventory inventory() {
    return new Inventory(
        SensorSettings.of(sensors, sampling),
        Place.of(config.procRoot(), config.sysRoot()),
        RunClock.system());
  }

  private Optional<Thermometer> thermometer() throws IOException {
    Optional<Thermometer> found =
        chip != null
            ? Optional.of(
                new Thermometer(config.sysRoot(), chip, Optional.ofNullable(feature).orElse("")))
            : config
                .temperature()
                .map(
                    given ->
                        new Thermometer(
                            config.sysRoot(), given.chip(), given.feature().orElse("")));
    if (found.isEmpty()) {
      found = SensorChoice.find(config.sysRoot());
    }
    say(
        found
            .map(one -> "Sensor: " + (one.chip() + " " + one.feature()).strip())
            .orElse("No temperature sensor: only what runs beside is watched"));
    if (found.isPresent()) {
      double unused =
          found.get().celsius(); // says at once, and not after minutes, that it gives nothing
    }
    return found;
  }

  private static boolean isNone(Duration duration) {
    return duration.isZero() || duration.isNegative();
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private int tell(int exitCode, String message) {
    say(message);
    return exitCode;
  }
}
