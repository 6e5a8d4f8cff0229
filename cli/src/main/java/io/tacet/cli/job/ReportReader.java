package io.tacet.cli.job;

import io.tacet.cli.api.AccountantApi;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Gathers what both services know of a job that has ended. The accountant reads the same topics as
 * the scheduler, so it may know a moment later.
 *
 * @param scheduler asked for the job
 * @param accountant asked for statistics and bill
 */
public record ReportReader(SchedulerApi scheduler, AccountantApi accountant) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Reads, waiting until the accountant has booked the last attempt.
   *
   * @param limit how long to wait; then what is there is taken
   */
  public JobReport read(Job ended, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      List<Usage> usage = accountant.usage(ended.id());
      List<PhaseStatistics> results = accountant.results(ended.id(), null);
      boolean booked = usage.stream().anyMatch(row -> row.attempt() == ended.attempt());
      boolean measured = ended.outcome() != null && !ended.outcome().phases().isEmpty();
      if (ended.outcome() == null
          || (booked && (!measured || !results.isEmpty()))
          || System.nanoTime() > end
          || Thread.currentThread().isInterrupted()) {
        return new JobReport(ended, results, usage);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
