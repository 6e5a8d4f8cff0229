package io.tacet.cli.job;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ReasonOption;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code hold}. */
@Command(
    name = "hold",
    description = {
      "Lets a job wait until it is released.",
      "One whose order is out comes back to the queue if its machine has not begun with it.",
      ""
    },
    footer = {"", "Example:", "  tacet hold 0J5RXK2M9QZ1A --reason 'data not complete yet'"})
public final class HoldCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public HoldCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Job job = server.scheduler(context).hold(id, reason.given());
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println(
              "Job "
                  + job.id()
                  + (job.state().equals("QUEUED")
                      ? " is held."
                      : " is " + job.state() + "; it comes back unless its machine has begun."));
      context.terminal().err().println("Let it go on: tacet release " + job.id());
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(job), job, "");
    }
    return ExitCode.OK;
  }
}
