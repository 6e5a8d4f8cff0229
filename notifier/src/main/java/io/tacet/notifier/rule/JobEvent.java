package io.tacet.notifier.rule;

import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Verdict;
import java.util.Optional;

/** What can happen to a job that somebody may want a mail about. */
public enum JobEvent {
  FINISHED(false),
  DISTURBED(true),
  FAILED(true),
  CANCELLED(true),
  INTERRUPTED(true);

  private final boolean failure;

  JobEvent(boolean failure) {
    this.failure = failure;
  }

  /** Whether it is for those, too, who want to hear of failures only. */
  public boolean isFailure() {
    return failure;
  }

  /** Of a status; empty for those that nobody gets a mail about. */
  public static Optional<JobEvent> of(JobStatus status) {
    JobState state = status.getState();
    return switch (state) {
      case FINISHED -> Optional.of(status.getVerdict() == Verdict.DISTURBED ? DISTURBED : FINISHED);
      case FAILED -> Optional.of(FAILED);
      case CANCELLED -> Optional.of(CANCELLED);
      case INTERRUPTED -> Optional.of(INTERRUPTED);
      default -> Optional.empty();
    };
  }
}
