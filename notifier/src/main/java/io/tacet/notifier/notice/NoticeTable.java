package io.tacet.notifier.notice;

import io.tacet.notifier.content.NoticeContent;
import io.tacet.notifier.content.PlainText;
import io.tacet.notifier.mail.Attachments;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.Png;
import io.tacet.notifier.rule.Rules;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
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
public class NoticeTable {

  private static final String ADD =
      """
      INSERT INTO notice (event_id, scope, recipient, kind, subject, text_body, html_body,
        recorded_at, about, failure, chart, state, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 'epoch')
      ON CONFLICT DO NOTHING
      """;

  private static final String NEXT =
      """
      SELECT event_id, scope, recipient, kind, subject, text_body, html_body, recorded_at, attempts,
        about, failure, chart
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

  /** Writes a notice of the topic down, with what is attached. */
  void add(Connection connection, Notice notice, Instant recordedAt) throws SQLException {
    String recipient = notice.getRecipient();
    boolean added =
        add(
            connection,
            new NoticeDraft(
                notice.getEventId(),
                Scope.of(notice.getScope()),
                recipient == null ? "" : recipient,
                notice.getKind(),
                notice.getEventId(),
                NoticeContent.of(notice),
                Rules.isFailure(notice.getKind()),
                recordedAt));
    if (added) {
      attach(connection, notice);
    }
  }

  /** Writes a notice down; false if it is there already. */
  public boolean add(Connection connection, NoticeDraft notice) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, notice.id());
      statement.setString(2, notice.scope().name());
      statement.setString(3, notice.recipient());
      statement.setString(4, notice.kind());
      statement.setString(5, notice.content().subject());
      statement.setString(6, notice.content().text());
      statement.setString(7, notice.content().html());
      statement.setObject(8, notice.recordedAt().atOffset(ZoneOffset.UTC));
      statement.setString(9, notice.about());
      statement.setBoolean(10, notice.failure());
      Png chart = notice.content().chart();
      statement.setBytes(11, chart == null ? null : chart.bytes());
      return statement.executeUpdate() == 1;
    }
  }

  private void attach(Connection connection, Notice notice) throws SQLException {
    List<Attachment> all = notice.getAttachments();
    for (int position = 0; position < all.size(); position++) {
      Attachment one = all.get(position);
      if (one.getContent() != null) {
        attachments.add(
            connection,
            notice.getEventId(),
            position,
            PlainText.line(one.getName()),
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
      statement.setString(3, notice.notice().id());
      statement.executeUpdate();
    }
  }

  /** Its recipients are not known yet. */
  void postpone(Connection connection, Pending notice, String reason, Instant until)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(POSTPONE)) {
      statement.setString(1, reason);
      statement.setObject(2, until.atOffset(ZoneOffset.UTC));
      statement.setString(3, notice.notice().id());
      statement.executeUpdate();
    }
  }

  private static Pending pending(ResultSet row) throws SQLException {
    String recipient = row.getString("recipient");
    byte[] chart = row.getBytes("chart");
    return new Pending(
        new NoticeDraft(
            row.getString("event_id"),
            Scope.valueOf(row.getString("scope")),
            recipient == null ? "" : recipient,
            row.getString("kind"),
            row.getString("about"),
            new MailDraft.Content(
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                chart == null ? null : new Png(chart)),
            row.getBoolean("failure"),
            row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
        row.getInt("attempts"));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A notice that has not become mails yet. */
  record Pending(NoticeDraft notice, int attempts) {}
}
