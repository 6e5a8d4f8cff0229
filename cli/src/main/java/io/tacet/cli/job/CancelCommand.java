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

/** The verb {@code cancel}. */
@Command(
    name = "cancel",
    description = {
      "Cancels a job.",
      "One that waits is cancelled at once. So is one that is being measured: the machine finishes it,"
          + " and its result is set aside. One submitted as interruptible is told to the worker"
          + " instead, which stops it before the next run of measured phases; if there is none, it"
          + " ends as it ends.",
      ""
    },
    footer = {"", "Example:", "  tacet cancel 0J5RXK2M9QZ1A --reason 'wrong branch'"})
public final class CancelCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public CancelCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Job job = server.scheduler(context).cancel(id, reason.given());
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println("Job " + job.id() + " is " + job.state() + ".");
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(job), job, "");
    }
    return ExitCode.OK;
  }
}
