package io.tacet.scheduler.dispatch;

import io.tacet.scheduler.job.JobRow;

/** The job whose turn it is may not go to the machine now; the claim is to be undone. */
final class NoQuotaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient JobRow job;

  NoQuotaException(JobRow job) {
    super("job " + job.id() + " has no quota on machine " + job.machine(), null, false, false);
    this.job = job;
  }

  JobRow job() {
    return job;
  }
}
