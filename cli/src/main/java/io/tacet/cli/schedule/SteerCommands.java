package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verbs {@code pause}, {@code resume} and {@code delete} of {@code schedule}. */
final class SteerCommands {

  private SteerCommands() {}

  static Callable<Integer> pause(Context context) {
    return new Pause(context);
  }

  static Callable<Integer> resume(Context context) {
    return new Resume(context);
  }

  static Callable<Integer> delete(Context context) {
    return new Delete(context);
  }

  /** What the three have in common. */
  private abstract static class Steering implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "SCHEDULE", description = "Id of the schedule.")
    private String id = "";

    @Mixin private ServerOptions server = new ServerOptions();

    Steering(Context context) {
      this.context = context;
    }

    /** Does it, and says what has become of the schedule. */
    abstract String act(ScheduleApi api, String schedule);

    @Override
    public final Integer call() {
      String done = act(new ScheduleApi(server.scheduler(context).rest()), id);
      context.terminal().out().println("Schedule " + id + " is " + done + ".");
      return ExitCode.OK;
    }
  }

  @Command(
      name = "pause",
      description = {"Lets a schedule fire no more until it is resumed.", ""},
      footer = {"", "Example:", "  tacet schedule pause 0J5RXK2M9QZ1A"})
  private static final class Pause extends Steering {

    Pause(Context context) {
      super(context);
    }

    @Override
    String act(ScheduleApi api, String schedule) {
      return api.pause(schedule).state();
    }
  }

  @Command(
      name = "resume",
      description = {
        "Lets a paused schedule fire again, from now on: what was due meanwhile is left out.",
        ""
      },
      footer = {"", "Example:", "  tacet schedule resume 0J5RXK2M9QZ1A"})
  private static final class Resume extends Steering {

    Resume(Context context) {
      super(context);
    }

    @Override
    String act(ScheduleApi api, String schedule) {
      return api.resume(schedule).state();
    }
  }

  @Command(
      name = "delete",
      description = {"Lets a schedule never fire again. Jobs that are queued already go on.", ""},
      footer = {"", "Example:", "  tacet schedule delete 0J5RXK2M9QZ1A"})
  private static final class Delete extends Steering {

    Delete(Context context) {
      super(context);
    }

    @Override
    String act(ScheduleApi api, String schedule) {
      api.delete(schedule);
      return "DELETED";
    }
  }
}
