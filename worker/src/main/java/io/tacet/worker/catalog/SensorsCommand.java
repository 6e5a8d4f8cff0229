package io.tacet.worker.catalog;

import io.tacet.scenario.Nearest;
import io.tacet.worker.config.InvalidSettingsException;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Place;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the sensors. */
@Command(
    name = "sensors",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the sensors: which this machine has and why not, how often each is read, and what one"
          + " reading takes. Needs neither broker nor registry.",
      "",
      "With names, also their figures with units, and their options."
    },
    footerHeading = "%nTo choose (worker.yaml, or config/application.yaml):%n",
    footer = {
      "  tacet:",
      "    worker:",
      "      sampling:",
      "        interval: 1s          # usual interval while measuring; or edges: true",
      "      sensors:",
      "        pressure:",
      "          enabled: true       # in each activity, at its usual interval",
      "        net-io-counters:",
      "          interval:",
      "            measuring: 500ms  # a duration, usual, edges or off; also idle, cooling",
      "          options:",
      "            interfaces: eth0",
      "",
      "Costs are medians of some hundred readings on this machine as it is now: look while it does"
          + " nothing else."
    })
public class SensorsCommand implements Callable<Integer> {

  private static final int USAGE = 2;

  /** How to show it. */
  enum Output {
    table,
    json
  }

  @Parameters(paramLabel = "SENSOR", arity = "0..*", description = "Show these, in full.")
  List<String> names = new ArrayList<>();

  @picocli.CommandLine.Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} [${DEFAULT-VALUE}]")
  Output output = Output.table;

  @Spec CommandSpec spec;

  private final WorkerConfig worker;
  private final SensorsConfig sensors;
  private final SamplingConfig sampling;

  /** By injection. */
  @Inject
  public SensorsCommand(WorkerConfig worker, SensorsConfig sensors, SamplingConfig sampling) {
    this.worker = worker;
    this.sensors = sensors;
    this.sampling = sampling;
  }

  @Override
  public Integer call() {
    SensorSettings settings;
    try {
      settings = SensorSettings.of(sensors, sampling);
    } catch (InvalidSettingsException e) {
      return refuse(e.getMessage());
    }
    List<String> known = Catalog.descriptions().stream().map(Description::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        return refuse(
            "There is no sensor "
                + name
                + Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse(""));
      }
    }
    Place place = Place.of(worker.procRoot(), worker.sysRoot());
    List<Inventory.Entry> entries =
        new Inventory(settings, place, RunClock.system())
            .look(name -> names.isEmpty() || names.contains(name));
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.json) {
      out.println(InventoryJson.of(entries));
    } else if (names.isEmpty()) {
      InventoryTable.print(entries, out);
    } else {
      InventoryTable.printDetails(entries, out);
    }
    out.flush();
    return 0;
  }

  private int refuse(@org.jspecify.annotations.Nullable String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
    return USAGE;
  }
}
