package io.tacet.notifier.digest;

import io.tacet.notifier.mail.WhyAside;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The collected mails. Thread-safe; statements run in the caller's transaction. */
@ApplicationScoped
class DigestTable {

  /** One digest at a time: a second one waits until the first has gone out or failed. */
  private static final String DUE =
      """
      SELECT recipient FROM mail c
      WHERE state = 'COLLECTED' AND next_attempt_at <= ?
        AND NOT EXISTS (
          SELECT 1 FROM mail d
          WHERE d.recipient = c.recipient AND d.kind = 'digest' AND d.state IN ('PENDING', 'SENDING'))
      ORDER BY next_attempt_at LIMIT 1
      """;

  private static final String COLLECTED =
      """
      SELECT id, kind, about, subject, failure, why_aside, recorded_at FROM mail
      WHERE state = 'COLLECTED' AND recipient = ? ORDER BY recorded_at, id FOR UPDATE
      """;

  private static final String LISTED =
      """
      UPDATE mail SET state = 'IN_DIGEST', digest_id = (
        SELECT id FROM mail WHERE kind = 'digest' AND about = ? AND recipient = ?)
      WHERE id = ANY (?)
      """;

  /** Somebody whose digest is due and who is not being served by another thread. */
  Optional<String> due(Connection connection, Instant now) throws SQLException {
    String recipient;
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        recipient = row.getString(1);
      }
    }
    return lock(connection, recipient) ? Optional.of(recipient) : Optional.empty();
  }

  List<CollectedMail> collected(Connection connection, String recipient) throws SQLException {
    List<CollectedMail> mails = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLLECTED)) {
      statement.setString(1, recipient);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          mails.add(
              new CollectedMail(
                  row.getLong("id"),
                  row.getString("kind"),
                  row.getString("about"),
                  row.getString("subject"),
                  row.getBoolean("failure"),
                  WhyAside.valueOf(row.getString("why_aside")),
                  row.getObject("recorded_at", OffsetDateTime.class).toInstant()));
        }
      }
    }
    return mails;
  }

  /** They stand in a digest now. */
  void listed(Connection connection, List<CollectedMail> mails, String digest, String recipient)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LISTED)) {
      statement.setString(1, digest);
      statement.setString(2, recipient);
      statement.setArray(
          3, connection.createArrayOf("bigint", mails.stream().map(CollectedMail::id).toArray()));
      statement.executeUpdate();
    }
  }

  private static boolean lock(Connection connection, String recipient) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(hashtext(?), 6)")) {
      statement.setString(1, recipient);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
