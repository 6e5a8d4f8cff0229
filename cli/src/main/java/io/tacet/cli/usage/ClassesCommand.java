package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.JobClasses;
import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code usage classes}. */
@Command(
    name = "classes",
    description = {
      "Shows what bounds the work on the machines: CPU, memory, disk, network; idle or mixed.",
      "By project, how well it uses the machines it has to itself; with --job, each phase of a job.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet usage classes --from 2026-11-01 --to 2026-11-30",
      "  tacet usage classes --job 0J5RXK2M9QZ1A"
    })
final class ClassesCommand implements Callable<Integer> {

  private static final Listing<UseSummary> PROJECTS =
      new Listing<>(
          columns(
              List.of(
                  Column.text("PROJECT", "project", UseSummary::project),
                  Column.text("CLASS", "class", row -> name(row.workClass())),
                  Column.count("PHASES", "phases", UseSummary::phases)),
              UseSummary::load,
              List.of(Column.text("TIME BY CLASS", "percentByClass", ClassesCommand::parts))));

  private static final Listing<JobClasses.Phase> PHASES =
      new Listing<>(
          columns(
              List.of(
                  Column.text("PHASE", "phase", JobClasses.Phase::phase),
                  Column.number("REPEAT", "repeat", JobClasses.Phase::repeat),
                  Column.text("CLASS", "class", row -> name(row.workClass()))),
              JobClasses.Phase::load,
              List.of()));

  private final Context context;

  @Option(names = "--job", paramLabel = "JOB", description = "Of one job, phase by phase.")
  private @Nullable String job;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Of one project; may be repeated: of any of them.")
  private @Nullable List<String> projects;

  @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC, as 2026-11-01.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC, included.")
  private @Nullable LocalDate to;

  @Mixin private ServerOptions server = new ServerOptions();

  ClassesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (job == null) {
      List<UseSummary> all = server.accountant(context).classes(projects, from, to);
      server.answer(context).list(PROJECTS, all, all, "Nothing was measured in these days.");
    } else {
      JobClasses classes = server.accountant(context).classes(job);
      List<JobClasses.Phase> rows = new ArrayList<>(classes.phases());
      rows.add(new JobClasses.Phase("(all)", 0, classes.workClass(), classes.load()));
      server.answer(context).list(PHASES, rows, classes, "");
    }
    return ExitCode.OK;
  }

  private static <T> List<Column<T>> columns(
      List<Column<T>> first, Function<T, WorkLoad> load, List<Column<T>> last) {
    List<Column<T>> columns = new ArrayList<>(first);
    columns.add(
        Column.amount(
            "TIME",
            "seconds",
            row -> Amounts.micros(Math.round(load.apply(row).seconds() * 1e6)),
            row -> load.apply(row).seconds()));
    columns.add(share("CPU", "cpuShare", row -> load.apply(row).cpuShare()));
    columns.add(share("MEMORY", "memoryShare", row -> load.apply(row).memoryShare()));
    columns.add(share("WAITED", "memoryStall", row -> load.apply(row).memoryStall()));
    columns.add(rate("DISK", "diskBytesPerSecond", row -> load.apply(row).diskBytesPerSecond()));
    columns.add(share("WAITED", "diskStall", row -> load.apply(row).diskStall()));
    columns.add(
        rate("NETWORK", "networkBytesPerSecond", row -> load.apply(row).networkBytesPerSecond()));
    columns.addAll(last);
    return columns;
  }

  private static <T> Column<T> share(
      String title, String field, Function<T, @Nullable Double> value) {
    return Column.amount(title, field, row -> Amounts.percent(value.apply(row)), value::apply);
  }

  private static <T> Column<T> rate(
      String title, String field, Function<T, @Nullable Double> value) {
    return Column.amount(
        title,
        field,
        row -> {
          Double bytes = value.apply(row);
          return bytes == null ? Amounts.NONE : Amounts.bytes(bytes) + "/s";
        },
        value::apply);
  }

  private static String parts(UseSummary row) {
    return row.percentByClass().entrySet().stream()
        .map(part -> name(part.getKey()) + " " + part.getValue().toPlainString() + " %")
        .collect(Collectors.joining(", "));
  }

  private static String name(WorkClass workClass) {
    return workClass.name().toLowerCase(Locale.ROOT);
  }
}
