package io.tacet.worker.catalog;

import io.tacet.scenario.Nearest;
import io.tacet.worker.config.InvalidSettingsException;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.provider.ProviderSettings;
import io.tacet.worker.provider.ProvidersConfig;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Place;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
  private final ProvidersConfig providers;

  /** By injection. */
  @Inject
  public SensorsCommand(
      WorkerConfig worker,
      SensorsConfig sensors,
      SamplingConfig sampling,
      ProvidersConfig providers) {
    this.worker = worker;
    this.sensors = sensors;
    this.sampling = sampling;
    this.providers = providers;
  }

  @Override
  public Integer call() {
    SensorSettings settings;
    List<ProviderSettings> external;
    try {
      settings = SensorSettings.of(sensors, sampling);
      external = ProviderSettings.of(providers);
    } catch (InvalidSettingsException e) {
      return refuse(e.getMessage());
    }
    List<String> known =
        Stream.concat(
                Catalog.descriptions().stream().map(Description::name),
                external.stream().map(ProviderSettings::name))
            .toList();
    for (String name : names) {
      if (!known.contains(name)) {
        return refuse(
            "There is no sensor "
                + name
                + Nearest.to(name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; 'tacet-worker sensors' lists all there are"));
      }
    }
    Place place = Place.of(worker.procRoot(), worker.sysRoot());
    Predicate<String> wanted = name -> names.isEmpty() || names.contains(name);
    List<Inventory.Entry> entries =
        new ArrayList<>(new Inventory(settings, place, RunClock.system()).look(wanted));
    external.stream()
        .filter(provider -> wanted.test(provider.name()))
        .forEach(provider -> entries.add(ProviderEntry.of(provider)));
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
