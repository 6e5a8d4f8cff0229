package io.tacet.notifier.jobend;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.content.JobEndContent;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailTable;
import io.tacet.notifier.mail.WakeUp;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One mail to the submitter when a job is over. A job ends once, whoever says so: the worker's
 * outcome of an order, or the scheduler; so the mail is one per job. INTERRUPTED and WITHDRAWN end
 * an attempt only and are told of in the mail at the end. REJECTED was answered at once and never
 * was a job. Thread-safe.
 */
@ApplicationScoped
class JobEndStore implements EventStore<JobStatus> {

  static final String KIND = "job-end";

  private final AttemptOutcomes outcomes;
  private final MailTable mails;
  private final JobEndContent content;
  private final WakeUp wakeUp;

  JobEndStore(AttemptOutcomes outcomes, MailTable mails, JobEndContent content, WakeUp wakeUp) {
    this.outcomes = outcomes;
    this.mails = mails;
    this.content = content;
    this.wakeUp = wakeUp;
  }

  @Override
  public String topic(Topics topics) {
    return topics.jobStatus();
  }

  @Override
  public Class<JobStatus> type() {
    return JobStatus.class;
  }

  @Override
  public void store(Connection connection, List<Received<JobStatus>> events) throws SQLException {
    for (Received<JobStatus> received : events) {
      JobStatus status = received.require();
      String orderId = status.getOrderId();
      if (orderId != null && JobLifecycle.isOutcome(status.getState())) {
        outcomes.add(connection, status, orderId);
      }
      if (JobLifecycle.isEnd(status.getState()) && status.getState() != JobState.REJECTED) {
        mails.add(connection, mail(connection, received));
      }
    }
  }

  @Override
  public void committed() {
    wakeUp.signal();
  }

  private MailDraft mail(Connection connection, Received<JobStatus> received) throws SQLException {
    JobStatus status = received.require();
    List<String> earlier = outcomes.others(connection, status.getJobId(), status.getOrderId());
    return new MailDraft(
        KIND,
        status.getJobId(),
        status.getSubmitter(),
        content.of(status, earlier),
        null,
        received.recordedAt());
  }
}
