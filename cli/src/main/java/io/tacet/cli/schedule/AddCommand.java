package io.tacet.cli.schedule;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.job.SubmitOptions;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitSchedule;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code schedule add}. */
@Command(
    name = "add",
    description = {
      "Makes a schedule. Say when (one of --at, --daily, --weekly, --cron, --on-commit, --on-tag)",
      "and what, as for tacet submit.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet schedule add --at 2026-12-01T06:00:00Z --command 'gzip -9 -k big.tar'",
      "  tacet schedule add --daily 03:30 --zone Europe/Berlin --repeat 3 -m m1 -- ./bench",
      "  tacet schedule add --weekly MON,THU@03:30 -m m1 -- ./bench",
      "  tacet schedule add --cron '0 */6 * * *' --missed skip -m m1 -- ./bench",
      "  tacet schedule add --on-commit -m m1 --repo https://example.org/me/bench.git --ref main",
      "  tacet schedule add --on-tag 'v*' -m m1 --repo https://example.org/me/bench.git"
    })
final class AddCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private TimingOptions timing = new TimingOptions();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Each time measure it N times, as a group. Else once.")
  private @Nullable Integer repeat;

  @Option(
      names = "--missed",
      paramLabel = "RULE",
      description =
          "What is done about firings missed while no scheduler ran: run-once (one for all of them;"
              + " this if nothing is said), skip or run-all.")
  private @Nullable String missed;

  @Mixin private SubmitOptions job = new SubmitOptions();
  @Mixin private ServerOptions server = new ServerOptions();

  AddCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Instant now = context.clock().instant();
    var when = timing.timing();
    job.check(now);
    SchedulerApi scheduler = server.scheduler(context);
    SubmitJob wanted = job.job(scheduler, now);
    Schedule made =
        new ScheduleApi(scheduler.rest())
            .submit(new SubmitSchedule(wanted.name(), wanted, repeat, when, missed));
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println("Schedule " + made.id() + ": " + ScheduleText.when(made.timing()) + ".");
      context
          .terminal()
          .err()
          .println(
              (made.timing().uri() == null ? "Fires next: " : "Looks next: ")
                  + Amounts.time(made.nextAt()));
    } else {
      server.answer(context).list(ScheduleText.LISTING, List.of(made), made, "");
    }
    return ExitCode.OK;
  }
}
