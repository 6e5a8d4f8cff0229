package io.tacet.intake;

import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps ids of events in a table, as services do. Fails on demand as a database does. */
final class Seen implements EventStore<JobStatus> {

  static final String TABLE =
      "CREATE TABLE seen (event_id text PRIMARY KEY, job_id text CHECK (job_id <> 'impossible'))";

  private static final String PUT = "INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING";

  private final AtomicInteger failures;
  private final AtomicInteger caughtUp = new AtomicInteger();

  /** The first calls fail, as many as this, as if the connection were lost. */
  Seen(int failures) {
    this.failures = new AtomicInteger(failures);
  }

  /** How often it was told that the topic is read to its end. */
  int caughtUp() {
    return caughtUp.get();
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
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      for (Received<JobStatus> event : events) {
        statement.setString(1, event.require().getEventId());
        statement.setString(2, event.require().getJobId());
        statement.executeUpdate();
      }
    }
    if (failures.getAndDecrement() > 0) {
      throw new SQLException("The connection is lost", "08006");
    }
  }

  @Override
  public void caughtUp(Connection connection) {
    caughtUp.incrementAndGet();
  }
}
