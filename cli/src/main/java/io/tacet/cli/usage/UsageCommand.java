package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.job.UsageOfAttempt;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Usage;
import io.tacet.contract.rest.UsageTotal;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code usage}. */
@Command(
    name = "usage",
    description = {
      "Shows who has used how much, in service units (SU): CPU-seconds × charge rate ÷ 3600.",
      "Totals without days: of this month. Yours and that of your projects; for operators"
          + " everyone's.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet usage                               by project",
      "  tacet usage --by user --from 2026-11-01 --to 2026-11-30 -o csv",
      "  tacet usage --each --user ada             every attempt, and what it costs",
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

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--by", paramLabel = "WHAT", description = "Totals by project (default) or user.")
  private @Nullable By by;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First day, UTC, as 2026-11-01 (default: that of this month, or of --to's).")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description =
          "Last day, UTC, included (default: that of this month, or of --from's if it is later).")
  private @Nullable LocalDate to;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Of one project; may be repeated: of any of them.")
  private @Nullable List<String> projects;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description = "Of one user; may be repeated: of any of them.")
  private @Nullable List<String> users;

  @Option(
      names = "--each",
      description =
          "Every attempt instead of totals, the oldest first: CPU time, where it is from, rate, and"
              + " what it costs or why nothing. Without days: ever since.")
  private boolean each;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "Every attempt of one job, ever since.")
  private @Nullable String job;

  @Mixin private PageOptions pages = new PageOptions();
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
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("project", projects);
    parameters.put("user", users);
    if (each || job != null) {
      refuse(by != null, "--by is for totals; leave it out with --each and --job.");
      parameters.put("job", job);
      parameters.put("limit", pages.limit());
      parameters.put("cursor", pages.cursor());
      Page<Usage> page = server.accountant(context).attempts(parameters);
      PageOptions.show(context, server, UsageOfAttempt.OF_ANY, page, "Nothing of that is booked.");
    } else {
      refuse(
          isGiven("--limit") || isGiven("--cursor"),
          "--limit and --cursor are for attempts, with --each or --job; totals are shown whole.");
      parameters.put("by", (by == null ? By.PROJECT : by).name().toLowerCase(Locale.ROOT));
      List<UsageTotal> totals = server.accountant(context).totals(parameters);
      server
          .answer(context)
          .list(
              TOTALS,
              totals,
              totals,
              from == null && to == null
                  ? "Nothing is booked this month. Of other days: tacet usage --from DAY --to DAY"
                  : "Nothing is booked in these days.");
    }
    return ExitCode.OK;
  }

  private boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(command.commandLine(), why);
    }
  }

  private enum By {
    PROJECT,
    USER
  }
}
