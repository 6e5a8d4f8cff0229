package io.tacet.cli.demo;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.job.JobReport;
import io.tacet.cli.job.PhaseSummary;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.Usage;
import java.util.List;

/**
 * What came out of the demo; the object that {@code demo --json} prints. Immutable.
 *
 * @param job as {@code GET /jobs/{id}} shows it
 * @param phases over all their runs
 * @param silence over all runs
 * @param mail that reported the end of the job
 * @param usage what the attempt costs
 */
public record DemoResult(
    Job job, List<PhaseSummary> phases, SilenceSum silence, ReceivedMail mail, Usage usage) {

  /**
   * Of a job that has finished.
   *
   * @throws CommandFailure when something of it is missing
   */
  static DemoResult of(JobReport report, ReceivedMail mail) {
    JobOutcome outcome = report.job().outcome();
    if (outcome == null || outcome.silences().isEmpty()) {
      throw new CommandFailure("the job ended without a record of its silence.");
    }
    if (report.usage().isEmpty()) {
      throw new CommandFailure("the accountant has not booked the job.");
    }
    return new DemoResult(
        report.job(),
        PhaseSummary.of(outcome),
        SilenceSum.of(outcome.silences()),
        mail,
        report.usage().get(report.usage().size() - 1));
  }
}
