package io.tacet.cli.job;

import io.tacet.cli.api.AccountantApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code job}. */
@Command(
    name = "job",
    description = {
      "Shows a job: its state, phases, statistics, the silence it was measured in, and the bill.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet job 0J5RXK2M9QZ1A",
      "  tacet job 0J5RXK2M9QZ1A --all-metrics",
      "  tacet job 0J5RXK2M9QZ1A -o json | jq .usage",
      "",
      "With -o csv: the statistics, one line per phase and metric."
    })
public final class ShowJobCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Option(
      names = "--all-metrics",
      description = "Statistics of every single CPU, device and zone, too.")
  private boolean allMetrics;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ShowJobCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    JobReport report = report(server.scheduler(context).job(id));
    if (server.output() == OutputFormat.TABLE) {
      new JobText(context.terminal()).all(report, allMetrics);
    } else {
      server
          .answer(context)
          .list(MetricSummary.LISTING, MetricSummary.of(report.statistics()), report, "");
    }
    return ExitCode.OK;
  }

  private JobReport report(Job job) {
    if (job.attempt() == 0) {
      return new JobReport(job, List.of(), List.of());
    }
    AccountantApi accountant = server.accountant(context);
    try {
      return new JobReport(job, accountant.results(id, null), accountant.usage(id));
    } catch (CommandFailure e) {
      context.terminal().err().println("Without statistics and bill: " + e.text());
      return new JobReport(job, List.of(), List.of());
    }
  }
}
