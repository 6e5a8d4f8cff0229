package io.tacet.cli.report;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code report}. */
@Command(
    name = "report",
    description = {
      "Reports on two periods: usage by PI, subscription, utilization, and when the cluster is full.",
      "Without days: last month and the year to date; with days of the first period alone, its year",
      "up to its last day beside it. For operators and PIs.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet report",
      "  tacet report --format html --to-file report.html",
      "  tacet report --classes",
      "  tacet report --by project --from 2026-10-01 --to 2026-10-31 --zone Europe/Berlin",
      "  tacet report --as-known-on 2026-10-31        before later corrections"
    })
public final class ReportCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "text (default), html, csv or json. -o json and -o csv do the same. HTML stands alone.")
  private @Nullable Format format;

  @Option(names = "--to-file", paramLabel = "PATH", description = "Write it there.")
  private @Nullable Path file;

  @Option(names = "--from", paramLabel = "DAY", description = "First period: first day.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "First period: last day, included.")
  private @Nullable LocalDate to;

  @Option(names = "--from2", paramLabel = "DAY", description = "Second period: first day.")
  private @Nullable LocalDate from2;

  @Option(names = "--to2", paramLabel = "DAY", description = "Second period: last day, included.")
  private @Nullable LocalDate to2;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose days, e.g. Europe/Berlin (default: the accountant's, UTC at first).")
  private @Nullable String zone;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "pi (default), project or user: what is listed beside the PIs.")
  private @Nullable String by;

  @Option(names = "--cluster", paramLabel = "ID", description = "Of one cluster.")
  private @Nullable String cluster;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Usage of one project only; may be repeated: of any of them.")
  private @Nullable List<String> projects;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description = "Usage of one user only; may be repeated: of any of them.")
  private @Nullable List<String> users;

  @Option(
      names = "--split",
      description = "Spread usage over run time instead of crediting it to the end.")
  private boolean split;

  @Option(
      names = "--legacy",
      description = "Intervals of the utilization line as the program of 2014 made them.")
  private boolean legacy;

  @Option(
      names = "--classes",
      description =
          "Tell what bounded the measured work of each project; takes longer the more was"
              + " measured.")
  private boolean classes;

  @Option(
      names = "--as-known-on",
      paramLabel = "DAY",
      description = "As it was known at the end of that day (UTC), without later corrections.")
  private @Nullable String asKnownOn;

  @Mixin private ServerOptions server = new ServerOptions();

  private ReportCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verb. */
  public static CommandLine of(Context context) {
    return new CommandLine(new ReportCommand(context)).addSubcommand(new MonthsCommand(context));
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("format", form());
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("from2", from2);
    parameters.put("to2", to2);
    parameters.put("zone", zone);
    parameters.put("by", by);
    parameters.put("cluster", cluster);
    parameters.put("project", projects);
    parameters.put("user", users);
    parameters.put("credit", split ? "split" : null);
    parameters.put("legacy", legacy ? "true" : null);
    parameters.put("classes", classes ? "true" : null);
    parameters.put("asKnownOn", asKnownOn);
    write(server.accountant(context).report(parameters));
    return ExitCode.OK;
  }

  private String form() {
    if (format != null) {
      return format.name().toLowerCase(Locale.ROOT);
    }
    return switch (server.output()) {
      case TABLE -> "text";
      case CSV -> "csv";
      case JSON -> "json";
    };
  }

  private void write(String report) {
    if (file == null) {
      context.terminal().out().print(report.endsWith("\n") ? report : report + "\n");
      context.terminal().flush();
      return;
    }
    try {
      Files.writeString(file, report);
    } catch (IOException e) {
      throw new CommandFailure(e, "the report can't be written to " + file + ".", List.of());
    }
    context.terminal().out().println("The report is in " + file + ".");
  }

  private enum Format {
    TEXT,
    HTML,
    CSV,
    JSON
  }
}
