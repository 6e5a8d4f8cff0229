package io.tacet.cli.dashboard;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code dashboards}. */
@Command(
    name = "dashboards",
    description = {
      "Writes Grafana's dashboards and its access to the database into a directory: nodes, jobs,",
      "accuracy, accounting, one node to choose, and one per machine the scheduler knows.",
      "Dashboards of machines that are no longer there are removed. See docs/grafana.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet dashboards",
      "  tacet dashboards /srv/grafana/tacet --range 24h --refresh 1m",
      "  tacet dashboards --no-nodes     without one per machine; asks no scheduler"
    })
public final class DashboardsCommand implements Callable<Integer> {

  private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]{0,4}[smhdwMy]");

  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "deploy/grafana",
      description = "Where to (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("deploy/grafana");

  @Option(
      names = "--range",
      paramLabel = "TIME",
      defaultValue = "6h",
      description = "How far dashboards look back at first, e.g. 15m, 6h, 7d (default: 6h).")
  private String range = "6h";

  @Option(
      names = "--refresh",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How often they read anew at first, e.g. 10s, 5m, or off (default: 30s).")
  private String refresh = "30s";

  @Option(
      names = "--place",
      paramLabel = "PATH",
      defaultValue = DataSource.USUAL_PLACE,
      description = "Where Grafana finds DIR/dashboards (default: ${DEFAULT-VALUE}).")
  private String place = DataSource.USUAL_PLACE;

  @Option(names = "--no-nodes", description = "Without a dashboard per machine.")
  private boolean noNodes;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs in this process. */
  public DashboardsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Look look = new Look(length("--range", range), off() ? "" : length("--refresh", refresh));
    if (!place.startsWith("/") || place.chars().anyMatch(one -> one < ' ')) {
      throw new ParameterException(spec.commandLine(), "--place: a path from the root on, please.");
    }
    List<MachineName> machines = noNodes ? List.of() : machines();
    Map<String, String> texts = DashboardFiles.texts(machines, look, place);
    List<Path> removed;
    try {
      removed = DashboardFiles.write(directory, texts);
    } catch (IOException e) {
      throw new CommandFailure(
          e, "the dashboards can't be written to " + directory + ": " + e.getMessage(), List.of());
    }
    context
        .terminal()
        .out()
        .println(texts.size() + " files are in " + directory + "; docs/grafana.md says what next.");
    removed.forEach(file -> context.terminal().out().println("Removed " + file + "."));
    return ExitCode.OK;
  }

  private List<MachineName> machines() {
    return server.scheduler(context).machines().stream()
        .filter(machine -> !"RETIRED".equals(machine.condition()))
        .map(machine -> new MachineName(machine.id()))
        .toList();
  }

  private boolean off() {
    return refresh.equals("off");
  }

  private String length(String option, String text) {
    if (!LENGTH.matcher(text).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": '" + text + "' is none of Grafana's lengths of time, e.g. 30s, 15m, 6h, 7d.");
    }
    return text;
  }
}
