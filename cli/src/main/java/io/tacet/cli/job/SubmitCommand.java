package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Machine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code submit}. */
@Command(
    name = "submit",
    customSynopsis = {
      "tacet submit [OPTIONS] --command 'WORDS'",
      "       tacet submit [OPTIONS] -- WORD...",
      "       tacet submit [OPTIONS] --repo URI [--ref REF] [--file PATH]",
      "       tacet submit [OPTIONS] --file PATH"
    },
    description = {"Queues a job for a measurement machine.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet submit --command 'gzip -9 -k big.tar' --follow",
      "  tacet submit -- sh -c 'sort big.txt | uniq -c > counts'",
      "  tacet submit --repo https://example.org/me/project.git --ref main --project demo",
      "  tacet submit --file examples/compress/tacet.yml --var LEVEL=9 --machine m1",
      "",
      "With --follow the exit code is 0 only if the job finished."
    })
public final class SubmitCommand implements Callable<Integer> {

  private static final Duration BILL_LIMIT = Duration.ofSeconds(15);

  private final Context context;

  @Mixin private SubmitOptions options = new SubmitOptions();

  @Option(
      names = "--follow",
      description = "Stay, show every change of state, and the result at the end.")
  private boolean follow;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public SubmitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    options.check();
    SchedulerApi scheduler = server.scheduler(context);
    String machine = options.machine() == null ? onlyMachine(scheduler) : options.machine();
    Job job = scheduler.submit(options.job(machine));
    if (!follow) {
      say(job);
      return ExitCode.OK;
    }
    context.terminal().err().println("Job " + job.id() + ". Ctrl-C leaves it running.");
    Job ended = new JobFollower(scheduler, context).follow(job.id());
    JobReport report =
        new ReportReader(scheduler, server.accountant(context)).read(ended, BILL_LIMIT);
    if (server.output() == OutputFormat.TABLE) {
      new JobText(context.terminal()).all(report, false);
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(ended), report, "");
    }
    return ended.state().equals("FINISHED") ? ExitCode.OK : ExitCode.FAILURE;
  }

  private void say(Job job) {
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println(
              "Job " + job.id() + " is " + job.state() + " for machine " + job.machine() + ".");
      context.terminal().err().println("See it: tacet job " + job.id());
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(job), job, "");
    }
  }

  private static String onlyMachine(SchedulerApi scheduler) {
    List<Machine> machines = scheduler.machines();
    if (machines.size() == 1) {
      return machines.get(0).id();
    }
    if (machines.isEmpty()) {
      throw new CommandFailure(
          "no machine is registered.", "Register one: tacet machine register ID");
    }
    throw new CommandFailure(
        "there are several machines; say which one measures: --machine ID",
        "They are: " + machines.stream().map(Machine::id).collect(Collectors.joining(", ")));
  }
}
