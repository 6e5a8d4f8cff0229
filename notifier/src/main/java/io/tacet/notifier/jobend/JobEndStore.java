package io.tacet.notifier.jobend;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.content.JobEndContent;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailTable;
import io.tacet.notifier.mail.WakeUp;
import io.tacet.notifier.notice.NoticeDraft;
import io.tacet.notifier.notice.NoticeTable;
import io.tacet.notifier.notice.Scope;
import io.tacet.notifier.rule.Audience;
import io.tacet.notifier.rule.JobEvent;
import io.tacet.notifier.rule.Rules;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mails about a job: one to each recipient when the job is over, and one for each attempt that
 * was interrupted. A job ends once, whoever says so, the worker's outcome of an order or the
 * scheduler; so the mail is one per job. WITHDRAWN ends an attempt only and is told of in the mail
 * at the end. REJECTED was answered at once and never was a job. Thread-safe.
 */
@ApplicationScoped
class JobEndStore implements EventStore<JobStatus> {

  static final String KIND = "job-end";
  static final String KIND_INTERRUPTED = "job-interrupted";

  private final AttemptOutcomes outcomes;
  private final MailTable mails;
  private final NoticeTable notices;
  private final Directory directory;
  private final Rules rules;
  private final JobEndContent content;
  private final WakeUp wakeUp;

  JobEndStore(
      AttemptOutcomes outcomes,
      MailTable mails,
      NoticeTable notices,
      Directory directory,
      Rules rules,
      JobEndContent content,
      WakeUp wakeUp) {
    this.outcomes = outcomes;
    this.mails = mails;
    this.notices = notices;
    this.directory = directory;
    this.rules = rules;
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
      Optional<JobEvent> event = JobEvent.of(status);
      if (event.isPresent()) {
        tell(connection, received, event.get());
      }
    }
  }

  @Override
  public void committed() {
    wakeUp.signal();
  }

  private void tell(Connection connection, Received<JobStatus> received, JobEvent event)
      throws SQLException {
    Set<Audience> audience = rules.of(event);
    boolean nobody = audience.isEmpty() || audience.equals(Set.of(Audience.NOBODY));
    if (nobody) {
      return;
    }
    JobStatus status = received.require();
    MailDraft mail = mail(connection, received, event);
    if (audience.contains(Audience.SUBMITTER)) {
      mails.add(connection, mail);
    }
    boolean read = directory.isRead(connection);
    if (audience.contains(Audience.WATCHERS)) {
      if (!read || !directory.watchers(connection, status.getProject()).isEmpty()) {
        notices.add(connection, notice(mail, Scope.WATCHERS, status.getProject()));
      }
    }
    if (audience.contains(Audience.OPERATORS)) {
      notices.add(connection, notice(mail, Scope.OPERATORS, ""));
    }
  }

  private MailDraft mail(Connection connection, Received<JobStatus> received, JobEvent event)
      throws SQLException {
    JobStatus status = received.require();
    List<String> earlier = outcomes.others(connection, status.getJobId(), status.getOrderId());
    boolean interrupted = event == JobEvent.INTERRUPTED;
    return new MailDraft(
        interrupted ? KIND_INTERRUPTED : KIND,
        interrupted ? status.getJobId() + "/" + status.getAttempt() : status.getJobId(),
        status.getSubmitter(),
        content.of(status, earlier),
        null,
        event.isFailure(),
        received.recordedAt());
  }

  /** The same mail to others, who get it once even if they are the submitter, too. */
  private static NoticeDraft notice(MailDraft mail, Scope scope, String recipient) {
    return new NoticeDraft(
        mail.kind() + "/" + mail.about() + "/" + scope,
        scope,
        recipient,
        mail.kind(),
        mail.about(),
        mail.content(),
        mail.failure(),
        mail.recordedAt());
  }
}
