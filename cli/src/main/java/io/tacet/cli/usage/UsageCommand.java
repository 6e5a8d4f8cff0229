package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.job.UsageOfAttempt;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.UsageTotal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code usage}. */
@Command(
    name = "usage",
    description = {
      "Shows who has used how much, in service units (SU): CPU-seconds × charge rate ÷ 3600.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet usage                               by project",
      "  tacet usage --by user --from 2026-11-01 --to 2026-11-30 -o csv",
      "  tacet usage --job 0J5RXK2M9QZ1A           every attempt of a job"
    })
public final class UsageCommand implements Callable<Integer> {

  private static final Listing<UsageTotal> TOTALS =
      new Listing<>(
          List.of(
              Column.text("WHO", "key", UsageTotal::key),
              Column.text("FROM", "from", UsageTotal::from),
              Column.text("TO", "to", UsageTotal::to),
              Column.number("ATTEMPTS", "attempts", UsageTotal::attempts),
              Column.number("NOT CHARGED", "notChargedAttempts", UsageTotal::notChargedAttempts),
              Column.amount(
                  "CPU TIME",
                  "cpuMicros",
                  row -> Amounts.micros(row.cpuMicros()),
                  UsageTotal::cpuMicros),
              Column.amount(
                  "USED",
                  "serviceUnits",
                  row -> Amounts.serviceUnits(row.serviceUnits()),
                  UsageTotal::serviceUnits)));

  private final Context context;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "project",
      description = "project (default) or user.")
  private By by = By.PROJECT;

  @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC, as 2026-11-01.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC, included.")
  private @Nullable LocalDate to;

  @Option(names = "--job", paramLabel = "JOB", description = "Of one job, every attempt.")
  private @Nullable String job;

  @Mixin private ServerOptions server = new ServerOptions();

  private UsageCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new UsageCommand(context))
        .addSubcommand(new VerifyUsageCommand(context))
        .addSubcommand(new RebuildUsageCommand(context))
        .addSubcommand(new ChangesCommand(context))
        .addSubcommand(new ClassesCommand(context));
  }

  @Override
  public Integer call() {
    if (job != null) {
      List<Usage> usage = server.accountant(context).usage(job);
      server.answer(context).list(UsageOfAttempt.LISTING, usage, usage, "Nothing is booked yet.");
    } else {
      List<UsageTotal> totals =
          server.accountant(context).totals(by.name().toLowerCase(Locale.ROOT), from, to);
      server.answer(context).list(TOTALS, totals, totals, "Nothing is booked in these days.");
    }
    return ExitCode.OK;
  }

  private enum By {
    PROJECT,
    USER
  }
}
