package io.tacet.notifier.mail;

import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.directory.AddressListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mails, written ahead of sending.
 *
 * <pre>{@code
 *            claim              accepted
 * PENDING ─────────▶ SENDING ────────────▶ SENT
 *    ▲                │ │ │ └─ refused ──▶ FAILED
 *    └── postponed ◀──┘ │ └─── too old ──▶ GIVEN_UP
 *                       └─ claim lapsed: may be claimed again
 * }</pre>
 *
 * <p>A claim that lapsed (its sender died) is the one way a mail can go out twice, and then with
 * the same Message-ID. Thread-safe; statements run in the caller's transaction.
 */
@ApplicationScoped
public class MailTable implements AddressListener {

  private static final String ADD =
      """
      INSERT INTO mail (kind, about, recipient, message_id, subject, text_body, html_body,
        notice_id, recorded_at, state, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 'epoch')
      ON CONFLICT (kind, about, recipient) DO NOTHING
      """;

  private static final String CLAIM =
      """
      UPDATE mail SET state = 'SENDING', attempts = attempts + 1, next_attempt_at = ?
      WHERE id = (
        SELECT id FROM mail
        WHERE state IN ('PENDING', 'SENDING') AND next_attempt_at <= ?
        ORDER BY next_attempt_at, id LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, about, recipient, message_id, subject, text_body, html_body, notice_id,
        recorded_at, attempts
      """;

  private static final String SETTLE =
      """
      UPDATE mail SET state = ?, reason = ?, next_attempt_at = coalesce(?, next_attempt_at),
        awaits_address = ?, sent_at = ?
      WHERE id = ? AND attempts = ? AND state = 'SENDING'
      """;

  private static final String ADDRESS_KNOWN =
      """
      UPDATE mail SET awaits_address = false, next_attempt_at = 'epoch'
      WHERE recipient = ? AND awaits_address AND state = 'PENDING'
      """;

  private final NotifierConfig config;

  /** With the host for Message-IDs. */
  public MailTable(NotifierConfig config) {
    this.config = config;
  }

  /** Writes a mail down, due at once; false if it is there already. */
  public boolean add(Connection connection, MailDraft draft) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, draft.kind());
      statement.setString(2, draft.about());
      statement.setString(3, draft.recipient());
      statement.setString(4, MessageId.of(draft, config.messageIdHost()));
      statement.setString(5, draft.content().subject());
      statement.setString(6, draft.content().text());
      statement.setString(7, draft.content().html());
      statement.setString(8, draft.noticeId());
      statement.setObject(9, utc(draft.recordedAt()));
      return statement.executeUpdate() == 1;
    }
  }

  @Override
  public void addressKnown(Connection connection, String user) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADDRESS_KNOWN)) {
      statement.setString(1, user);
      statement.executeUpdate();
    }
  }

  /** Takes the mail that has been due longest, until a time; empty when none is due. */
  Optional<ClaimedMail> claim(Connection connection, Instant now, Instant until)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setObject(1, utc(until));
      statement.setObject(2, utc(now));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claimed(row, until)) : Optional.empty();
      }
    }
  }

  /** Writes down what became of it; false when the claim had lapsed and another sender has it. */
  boolean settle(Connection connection, ClaimedMail mail, Settlement settlement)
      throws SQLException {
    if (settlement instanceof Settlement.Sent sent) {
      return settle(connection, mail, "SENT", null, null, false, sent.at());
    }
    if (settlement instanceof Settlement.Failed failed) {
      return settle(connection, mail, "FAILED", failed.reason(), null, false, null);
    }
    if (settlement instanceof Settlement.GivenUp givenUp) {
      return settle(connection, mail, "GIVEN_UP", givenUp.reason(), null, false, null);
    }
    Settlement.Postponed postponed = (Settlement.Postponed) settlement;
    return settle(
        connection,
        mail,
        "PENDING",
        postponed.reason(),
        postponed.until(),
        postponed.awaitsAddress(),
        null);
  }

  private static boolean settle(
      Connection connection,
      ClaimedMail mail,
      String state,
      @Nullable String reason,
      @Nullable Instant nextAttemptAt,
      boolean awaitsAddress,
      @Nullable Instant sentAt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setString(1, state);
      statement.setString(2, reason == null ? null : reason.replace('\0', ' '));
      statement.setObject(3, utc(nextAttemptAt));
      statement.setBoolean(4, awaitsAddress);
      statement.setObject(5, utc(sentAt));
      statement.setLong(6, mail.id());
      statement.setInt(7, mail.attempts());
      return statement.executeUpdate() == 1;
    }
  }

  private static ClaimedMail claimed(ResultSet row, Instant until) throws SQLException {
    return new ClaimedMail(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("about"),
        row.getString("recipient"),
        row.getString("message_id"),
        new MailDraft.Content(
            row.getString("subject"), row.getString("text_body"), row.getString("html_body")),
        row.getString("notice_id"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        until);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
