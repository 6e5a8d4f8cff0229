package io.tacet.cli.series;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.SeriesView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code series}. */
@Command(
    name = "series",
    description = {
      "Shows what was sampled in a job, through buckets of time: least, mean, greatest, how many.",
      "Without --metric: one line per series. Of an idle machine, for operators: --machine.",
      "With --html: a page with charts to zoom into, one file that needs nothing else.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet series 0J5RXK2M9QZ1A",
      "  tacet series 0J5RXK2M9QZ1A --metric cpu_utilization_procfs_system --points 20",
      "  tacet series 0J5RXK2M9QZ1A --html series.html --zone Europe/Berlin",
      "  tacet series --machine m1 --metric lmsensors_temperature_component \\",
      "    --from 2026-11-21T00:00:00Z --points 1000 -o csv"
    })
public final class SeriesCommand implements Callable<Integer> {

  private static final Listing<Bucket> LISTING =
      new Listing<>(
          List.of(
              Column.shown("TIME", "time", row -> Amounts.timeToMillis(row.time()), Bucket::time),
              Column.text("PHASE", "phase", row -> row.line().phase()),
              Column.csvOnly("repeat", row -> row.line().repeat()),
              Column.text("METRIC", "metric", row -> row.line().metric()),
              Column.text("DETAIL", "detail", row -> row.line().detail()),
              Column.csvOnly("unit", row -> row.line().unit()),
              figure("MIN", "min", row -> row.line().min().get(row.place())),
              figure("MEAN", "mean", row -> row.line().mean().get(row.place())),
              figure("MAX", "max", row -> row.line().max().get(row.place())),
              Column.count("SAMPLES", "count", row -> row.line().count().get(row.place()))));

  private final Context context;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "The job.")
  private @Nullable String job;

  @Option(names = "--attempt", paramLabel = "N", description = "Which attempt (default: the last).")
  private @Nullable Integer attempt;

  @Option(
      names = "--machine",
      paramLabel = "ID",
      description = "Without a job: what this machine told while it had none (operators).")
  private @Nullable String machine;

  @Option(names = "--phase", paramLabel = "NAME", description = "Of one phase.")
  private @Nullable String phase;

  @Option(names = "--metric", paramLabel = "NAME", description = "Of one metric.")
  private @Nullable String metric;

  @Option(names = "--from", paramLabel = "TIME", description = "As 2026-11-21T12:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Until then.")
  private @Nullable Instant to;

  @Option(
      names = "--points",
      paramLabel = "N",
      description =
          "Buckets at most per series (default: 40 with --metric, else 1; with --html 200 to"
              + " 1000).")
  private @Nullable Integer points;

  @Option(
      names = "--html",
      paramLabel = "PATH",
      description =
          "Write a page with charts there: all metrics, phases, statistics; opens in any browser,"
              + " without a network.")
  private @Nullable Path html;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "With --html: zone of its times, e.g. Europe/Berlin (default: the accountant's, UTC at"
              + " first).")
  private @Nullable String zone;

  @Mixin private ServerOptions server = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs in this process. */
  public SeriesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if ((job == null) == (machine == null)) {
      throw new ParameterException(spec.commandLine(), "name either a job or --machine.");
    }
    if (html != null && server.output() != OutputFormat.TABLE) {
      throw new ParameterException(
          spec.commandLine(), "--html writes a page; leave away -o, or --html.");
    }
    if (html == null && zone != null) {
      throw new ParameterException(
          spec.commandLine(), "--zone is for --html; everything else is in UTC.");
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("job", job);
    parameters.put("attempt", attempt);
    parameters.put("machine", machine);
    parameters.put("phase", phase);
    parameters.put("metric", metric);
    parameters.put("from", from);
    parameters.put("to", to);
    if (html != null) {
      parameters.put("points", points);
      parameters.put("zone", zone);
      write(html, server.accountant(context).seriesPage(parameters));
      return ExitCode.OK;
    }
    parameters.put("points", points != null ? points : Integer.valueOf(metric == null ? 1 : 40));
    SeriesView view = server.accountant(context).series(parameters);
    server.answer(context).list(LISTING, buckets(view), view, "Nothing was sampled.");
    return ExitCode.OK;
  }

  private void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new CommandFailure(e, "the page can't be written to " + file + ".", List.of());
    }
    context.terminal().out().println("The page is in " + file + ".");
  }

  private static List<Bucket> buckets(SeriesView view) {
    List<Bucket> buckets = new ArrayList<>();
    for (SeriesView.Line line : view.series()) {
      for (int place = 0; place < line.offsetsMicros().size(); place++) {
        Instant time = view.from().plus(line.offsetsMicros().get(place), ChronoUnit.MICROS);
        buckets.add(new Bucket(time, line, place));
      }
    }
    return buckets;
  }

  private static Column<Bucket> figure(
      String title, String field, java.util.function.Function<Bucket, Double> value) {
    return Column.amount(
        title, field, row -> Amounts.measured(value.apply(row), row.line().unit()), value::apply);
  }

  /** A place in a series. */
  private record Bucket(Instant time, SeriesView.Line line, int place) {}
}
