package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.output.Plain;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.Schedule.Firing;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code schedule show}. */
@Command(
    name = "show",
    description = {"Shows a schedule.", ""},
    footer = {"", "Example:", "  tacet schedule show 0J5RXK2M9QZ1A"})
final class ShowCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "SCHEDULE", description = "Id of the schedule.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  ShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Schedule schedule = new ScheduleApi(server.scheduler(context).rest()).show(id);
    if (server.output() == OutputFormat.TABLE) {
      write(schedule, context.terminal().out());
    } else {
      server.answer(context).list(ScheduleText.LISTING, List.of(schedule), schedule, "");
    }
    return ExitCode.OK;
  }

  private static void write(Schedule schedule, PrintWriter out) {
    String name = schedule.name().isEmpty() ? "" : "  " + Plain.text(schedule.name());
    out.println("Schedule " + schedule.id() + "  " + schedule.state() + name);
    out.println("  owner      " + schedule.owner());
    out.println("  when       " + Plain.text(ScheduleText.when(schedule.timing())));
    out.println("  runs       " + schedule.repeat() + " each time");
    out.println("  missed     " + schedule.missed());
    out.println("  next       " + Amounts.time(schedule.nextAt()));
    if (schedule.seen() != null) {
      out.println("  seen       " + schedule.seen());
    }
    if (schedule.failures() > 0) {
      out.println("  failures   " + schedule.failures() + " looks in a row");
    }
    if (schedule.problem() != null) {
      out.println("  problem    " + Plain.text(schedule.problem()));
    }
    Firing last = schedule.lastFiring();
    if (last != null) {
      String made = last.group() == null ? last.job() : "group " + last.group();
      out.println(
          "  last       "
              + last.outcome()
              + " at "
              + Amounts.time(last.firedAt())
              + (made == null ? "" : ": " + made));
    }
    out.flush();
  }
}
