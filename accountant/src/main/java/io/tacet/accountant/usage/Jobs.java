package io.tacet.accountant.usage;

import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose each job is, as its first status said. Thread-safe. */
@ApplicationScoped
public class Jobs {

  private static final String ADD =
      "INSERT INTO job (id, project, submitter) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

  /** The job's owner; empty when no status of it has been seen. */
  public Optional<Owner> owner(Connection connection, String job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT project, submitter FROM job WHERE id = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Owner(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Adds the jobs of some statuses; in the order of their ids, so that no two writers deadlock. */
  void add(Connection connection, List<JobStatus> statuses) throws SQLException {
    Map<String, JobStatus> first = new TreeMap<>();
    statuses.forEach(status -> first.putIfAbsent(status.getJobId(), status));
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (JobStatus status : first.values()) {
        statement.setString(1, status.getJobId());
        statement.setString(2, status.getProject());
        statement.setString(3, status.getSubmitter());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Project and user id. */
  public record Owner(String project, String submitter) {}
}
