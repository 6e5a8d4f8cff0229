package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobGroup;
import io.tacet.contract.rest.SubmitGroup;
import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitJobs;
import io.tacet.contract.rest.SubmittedJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code submit}. */
@Command(
    name = "submit",
    customSynopsis = {
      "tacet submit [OPTIONS] --command 'WORDS'",
      "       tacet submit [OPTIONS] -- WORD...",
      "       tacet submit [OPTIONS] --repo URI [--ref REF] [--file PATH]",
      "       tacet submit [OPTIONS] --file PATH",
      "       tacet submit --batch FILE [--key TEXT]"
    },
    description = {"Queues a job for a measurement machine.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet submit --command 'gzip -9 -k big.tar' --follow",
      "  tacet submit -- sh -c 'sort big.txt | uniq -c > counts'",
      "  tacet submit --repo https://example.org/me/project.git --ref main --project demo",
      "  tacet submit --file examples/compress/tacet.yml --var LEVEL=9 --machine m1",
      "  tacet submit --repeat 10 --command 'sort big.txt'",
      "  tacet submit --until psu_energy_ac_mcp_machine --within 2 --command 'sort big.txt'",
      "  tacet submit --label gpu=nvidia --after 0J5RXK2M9QZ1A --deadline 12h -- ./train",
      "  tacet submit --batch jobs.jsonl --key sweep-7",
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

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Measure it N times, as a group; with --until N times to begin with (else 5).")
  private @Nullable Integer repeat;

  @Option(
      names = "--until",
      paramLabel = "METRIC",
      description = "Measure it until the mean of this headline metric is known well enough.")
  private @Nullable String until;

  @Option(
      names = "--within",
      paramLabel = "PERCENT",
      description = "How well: the 95 %% confidence interval's half width. Else 2.")
  private @Nullable Double within;

  @Option(
      names = "--at-most",
      paramLabel = "N",
      description = "With --until: never more than N times. Else 30.")
  private @Nullable Integer atMost;

  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description =
          "Up to 10,000 jobs, one JSON object a line, as the REST interface takes them; all or none"
              + " is queued.")
  private @Nullable Path batch;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description =
          "An idempotency key: the same submission with the same key is queued once, however often"
              + " it is sent.")
  private @Nullable String key;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public SubmitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean group = repeat != null || until != null;
    check(group);
    SchedulerApi scheduler = server.scheduler(context);
    if (batch != null) {
      return many(scheduler, batch);
    }
    SubmitJob wanted = options.job(scheduler, context.clock().instant());
    if (group) {
      return group(scheduler, wanted);
    }
    Job job = scheduler.submit(wanted, key);
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

  private void check(boolean group) {
    if (batch != null) {
      if (!options.isEmpty() || group || follow) {
        throw usage("--batch FILE goes with --key only; what to measure stands in the file.");
      }
      return;
    }
    options.check(context.clock().instant());
    if (group && follow) {
      throw usage("--follow follows one job; see a group by: tacet group GROUP");
    }
    if (group && key != null) {
      throw usage("--key goes with one job or a batch, not with a group.");
    }
    if (until == null && (within != null || atMost != null)) {
      throw usage("--within and --at-most are of no use without --until.");
    }
  }

  private int many(SchedulerApi scheduler, Path file) {
    SubmittedJobs made = scheduler.submit(new SubmitJobs(List.copyOf(BatchFile.read(file))), key);
    if (server.output() == OutputFormat.JSON) {
      server.answer(context).json(made);
    } else {
      made.ids().forEach(context.terminal().out()::println);
      context.terminal().err().println(made.ids().size() + " jobs are queued.");
    }
    return ExitCode.OK;
  }

  private int group(SchedulerApi scheduler, SubmitJob job) {
    SubmitGroup wanted =
        until == null
            ? new SubmitGroup(job.name(), job, repeat, null)
            : new SubmitGroup(
                job.name(),
                job,
                null,
                new Until(until, null, null, (within == null ? 2 : within) / 100, repeat, atMost));
    JobGroup made = scheduler.submit(wanted);
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println("Group " + made.id() + " is queued with " + made.jobs().size() + " runs.");
      context.terminal().err().println("See it: tacet group " + made.id());
    } else {
      server.answer(context).list(GroupText.LISTING, made.jobs(), made, "");
    }
    return ExitCode.OK;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void say(Job job) {
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println(
              "Job "
                  + job.id()
                  + " is "
                  + job.state()
                  + " for machine "
                  + Queued.machine(job)
                  + ".");
      context.terminal().err().println("See it: tacet job " + job.id());
    } else {
      server.answer(context).list(JobListing.LISTING, List.of(job), job, "");
    }
  }
}
