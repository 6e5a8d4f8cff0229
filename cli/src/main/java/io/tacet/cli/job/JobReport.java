package io.tacet.cli.job;

import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.Usage;
import java.util.List;

/**
 * All that is known of a job, from both services; what {@code job ID --output json} prints.
 * Immutable.
 *
 * @param job from the scheduler
 * @param statistics from the accountant, of the last attempt; empty before it has ended
 * @param usage from the accountant, one per attempt that has ended
 */
public record JobReport(Job job, List<PhaseStatistics> statistics, List<Usage> usage) {

  /** Copies the lists. */
  public JobReport {
    statistics = List.copyOf(statistics);
    usage = List.copyOf(usage);
  }
}
