package io.tacet.notifier.jobend;

import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the attempts of jobs ended, kept for the mail at the job's end. Thread-safe. */
@ApplicationScoped
class AttemptOutcomes {

  private static final String ADD =
      """
      INSERT INTO attempt_outcome (job_id, order_id, attempt, state, message, occurred_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String OTHERS =
      """
      SELECT attempt, state, message FROM attempt_outcome
      WHERE job_id = ? AND order_id IS DISTINCT FROM ?
      ORDER BY attempt
      """;

  void add(Connection connection, JobStatus status, String orderId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, status.getJobId());
      statement.setString(2, orderId);
      statement.setInt(3, status.getAttempt());
      statement.setString(4, status.getState().name());
      String message = status.getMessage();
      statement.setString(5, message == null ? null : message.replace('\0', ' '));
      statement.setObject(6, status.getOccurredAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** One line per attempt of the job, oldest first, without the one of this order. */
  List<String> others(Connection connection, String job, @Nullable String orderId)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
      statement.setString(1, job);
      statement.setString(2, orderId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String message = rows.getString("message");
          lines.add(
              "Attempt "
                  + rows.getInt("attempt")
                  + " was "
                  + rows.getString("state").toLowerCase(Locale.ROOT)
                  + (message == null ? "" : ": " + message));
        }
      }
    }
    return lines;
  }
}
