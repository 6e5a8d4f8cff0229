package io.tacet.notifier.jobend;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.notifier.bill.BillConfig;
import io.tacet.notifier.bill.BillTable;
import io.tacet.notifier.content.JobEndContent;
import io.tacet.notifier.mail.WakeUp;
import io.tacet.notifier.rule.Audience;
import io.tacet.notifier.rule.JobEvent;
import io.tacet.notifier.rule.Rules;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mails about a job: one to each recipient when the job is over, and one for each attempt that
 * was interrupted. Here they are composed but for the bill. A job ends once, whoever says so, the
 * worker's outcome of an order or the scheduler; so the mail is one per job. WITHDRAWN ends an
 * attempt only and is told of in the mail at the end. REJECTED was answered at once and never was a
 * job. Thread-safe.
 */
@ApplicationScoped
class JobEndStore implements EventStore<JobStatus> {

  static final String KIND = "job-end";
  static final String KIND_INTERRUPTED = "job-interrupted";

  private final AttemptOutcomes outcomes;
  private final JobEndTable ends;
  private final BillTable bills;
  private final BillConfig config;
  private final Rules rules;
  private final JobEndContent content;
  private final WakeUp wakeUp;
  private final InstantSource clock;

  JobEndStore(
      AttemptOutcomes outcomes,
      JobEndTable ends,
      BillTable bills,
      BillConfig config,
      Rules rules,
      JobEndContent content,
      WakeUp wakeUp,
      InstantSource clock) {
    this.outcomes = outcomes;
    this.ends = ends;
    this.bills = bills;
    this.config = config;
    this.rules = rules;
    this.content = content;
    this.wakeUp = wakeUp;
    this.clock = clock;
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
    JobEnd end = end(connection, received, event);
    ends.add(connection, end, writeAt(connection, end));
  }

  private JobEnd end(Connection connection, Received<JobStatus> received, JobEvent event)
      throws SQLException {
    JobStatus status = received.require();
    List<String> earlier = outcomes.others(connection, status.getJobId(), status.getOrderId());
    boolean interrupted = event == JobEvent.INTERRUPTED;
    return new JobEnd(
        interrupted ? KIND_INTERRUPTED : KIND,
        interrupted ? status.getJobId() + "/" + status.getAttempt() : status.getJobId(),
        status.getJobId(),
        JobLifecycle.isOutcome(status.getState()) ? status.getOrderId() : null,
        status.getSubmitter(),
        status.getProject(),
        event,
        content.of(status, earlier),
        received.recordedAt());
  }

  /** Counted from now, not from the end: after a standstill the bill may come after it, too. */
  private Instant writeAt(Connection connection, JobEnd end) throws SQLException {
    String order = end.bookedOrder();
    boolean waits = order != null && bills.of(connection, end.job(), order).isEmpty();
    return waits ? clock.instant().plus(config.waitAtMost()) : Instant.EPOCH;
  }
}
