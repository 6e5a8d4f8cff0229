package io.tacet.notifier.notice;

import io.tacet.notifier.content.NoticeContent;
import io.tacet.notifier.mail.Attachments;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notices until they have become mails. Thread-safe; statements run in the caller's
 * transaction.
 */
@ApplicationScoped
class NoticeTable {

  private static final String ADD =
      """
      INSERT INTO notice (event_id, scope, recipient, kind, subject, text_body, html_body,
        recorded_at, state, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 'epoch')
      ON CONFLICT DO NOTHING
      """;

  private static final String NEXT =
      """
      SELECT event_id, scope, recipient, kind, subject, text_body, html_body, recorded_at, attempts
      FROM notice WHERE state = 'PENDING' AND next_attempt_at <= ?
      ORDER BY next_attempt_at, recorded_at LIMIT 1
      FOR UPDATE SKIP LOCKED
      """;

  private static final String END =
      "UPDATE notice SET state = ?, reason = ?, attempts = attempts + 1 WHERE event_id = ?";

  private static final String POSTPONE =
      """
      UPDATE notice SET reason = ?, next_attempt_at = ?, attempts = attempts + 1 WHERE event_id = ?
      """;

  private final Attachments attachments;

  NoticeTable(Attachments attachments) {
    this.attachments = attachments;
  }

  void add(Connection connection, Notice notice, Instant recordedAt) throws SQLException {
    MailDraft.Content content = NoticeContent.of(notice);
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, notice.getEventId());
      statement.setString(2, notice.getScope().name());
      statement.setString(3, notice.getRecipient());
      statement.setString(4, notice.getKind());
      statement.setString(5, content.subject());
      statement.setString(6, content.text());
      statement.setString(7, content.html());
      statement.setObject(8, recordedAt.atOffset(ZoneOffset.UTC));
      if (statement.executeUpdate() == 0) {
        return;
      }
    }
    List<Attachment> all = notice.getAttachments();
    for (int position = 0; position < all.size(); position++) {
      Attachment one = all.get(position);
      if (one.getContent() != null) {
        attachments.add(
            connection,
            notice.getEventId(),
            position,
            one.getName(),
            one.getContentType(),
            bytes(one.getContent()));
      }
    }
  }

  /** The next due notice, locked until the transaction ends. */
  Optional<Pending> next(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(pending(row)) : Optional.empty();
      }
    }
  }

  /** It has become mails, or never will. */
  void end(Connection connection, Pending notice, String state, @Nullable String reason)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setString(1, state);
      statement.setString(2, reason);
      statement.setString(3, notice.eventId());
      statement.executeUpdate();
    }
  }

  /** Its recipients are not known yet. */
  void postpone(Connection connection, Pending notice, String reason, Instant until)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(POSTPONE)) {
      statement.setString(1, reason);
      statement.setObject(2, until.atOffset(ZoneOffset.UTC));
      statement.setString(3, notice.eventId());
      statement.executeUpdate();
    }
  }

  private static Pending pending(ResultSet row) throws SQLException {
    String recipient = row.getString("recipient");
    return new Pending(
        row.getString("event_id"),
        NoticeScope.valueOf(row.getString("scope")),
        recipient == null ? "" : recipient,
        row.getString("kind"),
        new MailDraft.Content(
            row.getString("subject"), row.getString("text_body"), row.getString("html_body")),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /**
   * A notice that has not become mails yet.
   *
   * @param recipient user or project id; empty for operators
   */
  record Pending(
      String eventId,
      NoticeScope scope,
      String recipient,
      String kind,
      MailDraft.Content content,
      Instant recordedAt,
      int attempts) {}
}
