package io.tacet.cli.job;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code release}. */
@Command(
    name = "release",
    description = {
      "Lets a held job go on; it has kept its place.",
      "What an operator holds only an operator releases.",
      ""
    },
    footer = {"", "Example:", "  tacet release 0J5RXK2M9QZ1A"})
public final class ReleaseCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ReleaseCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Job job = server.scheduler(context).release(id);
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println("Job " + job.id() + " is " + job.state() + ".");
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(job), job, "");
    }
    return ExitCode.OK;
  }
}
