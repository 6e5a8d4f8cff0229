package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Job;
import java.time.Duration;
import java.util.List;

/** The columns of a list of jobs. */
final class JobListing {

  static final Listing<Job> LISTING =
      new Listing<>(
          List.of(
              Column.text("JOB", "id", Job::id),
              Column.shown("STATE", "state", Queued::state, Job::state),
              Column.text("NAME", "name", Job::name),
              Column.shown("MACHINE", "machine", Queued::machine, Job::machine),
              Column.text("PROJECT", "project", Job::project),
              Column.text("SUBMITTER", "submitter", Job::submitter),
              Column.number("ATTEMPT", "attempt", Job::attempt),
              Column.shown(
                  "SUBMITTED",
                  "submittedAt",
                  job -> Amounts.time(job.submittedAt()),
                  Job::submittedAt),
              Column.amount("TOOK", "endedAt", JobListing::took, Job::endedAt)));

  private JobListing() {}

  private static String took(Job job) {
    return job.endedAt() == null
        ? Amounts.NONE
        : Amounts.duration(Duration.between(job.submittedAt(), job.endedAt()));
  }
}
