package io.tacet.accountant.usage;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One usage record per attempt that ended: FINISHED, FAILED, INTERRUPTED or CANCELLED of an order.
 * An order that was WITHDRAWN never started. What was booked is announced. Thread-safe.
 */
@ApplicationScoped
class UsageStore implements EventStore<JobStatus> {

  private final Jobs jobs;
  private final UsageRecords records;
  private final EnergyOfAttempts energy;
  private final BookedEvents booked;

  UsageStore(Jobs jobs, UsageRecords records, EnergyOfAttempts energy, BookedEvents booked) {
    this.jobs = jobs;
    this.records = records;
    this.energy = energy;
    this.booked = booked;
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
    BookingTurn.take(connection);
    jobs.add(connection, events.stream().map(Received::require).toList());
    List<Attempt> attempts =
        events.stream()
            .map(Received::require)
            .filter(UsageStore::endsAnAttempt)
            .map(Attempt::of)
            .toList();
    List<String> added = records.add(connection, attempts);
    energy.settle(connection, attempts.stream().map(Attempt::jobId).toList());
    booked.announce(connection, added);
  }

  private static boolean endsAnAttempt(JobStatus status) {
    return status.getOrderId() != null
        && JobLifecycle.isOutcome(status.getState())
        && status.getState() != JobState.WITHDRAWN;
  }
}
