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
 * PENDING ─────────▶ SENDING ─────────────────▶ SENT
 *    ▲                ││││ ├─ refused ────────▶ FAILED
 *    └── postponed ◀──┘│││ └─ no recipient ───▶ GIVEN_UP
 *                      ││└─── not wanted ─────▶ UNWANTED
 *                      │└──── not by itself ──▶ COLLECTED ── digest written ──▶ IN_DIGEST
 *                      └─ claim lapsed: may be claimed again
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
        notice_id, recorded_at, failure, chart, state, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 'epoch')
      ON CONFLICT (kind, about, recipient) DO NOTHING
      """;

  private static final String CLAIM =
      """
      UPDATE mail SET state = 'SENDING', attempts = attempts + 1, next_attempt_at = ?
      WHERE id = (
        SELECT id FROM mail m
        WHERE state IN ('PENDING', 'SENDING') AND next_attempt_at <= ?
          AND NOT EXISTS (
            SELECT 1 FROM recipient_hold h WHERE h.recipient = m.recipient AND h.held_until > ?)
        ORDER BY next_attempt_at, id LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, about, recipient, message_id, subject, text_body, html_body, notice_id,
        recorded_at, attempts, deferrals, failure, chart
      """;

  private static final String SETTLE =
      """
      UPDATE mail SET state = ?, reason = ?, next_attempt_at = coalesce(?, next_attempt_at),
        awaits_address = ?, sent_at = ?, why_aside = ?, deferrals = deferrals + ?
      WHERE id = ? AND attempts = ? AND state = 'SENDING'
      """;

  private static final String ADDRESS_KNOWN =
      """
      UPDATE mail SET awaits_address = false, next_attempt_at = 'epoch'
      WHERE recipient = ? AND awaits_address AND state = 'PENDING'
      """;

  /** Kind of the mails that list others. */
  public static final String DIGEST = "digest";

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
      statement.setBoolean(10, draft.failure());
      Png chart = draft.content().chart();
      statement.setBytes(11, chart == null ? null : chart.bytes());
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
      statement.setObject(3, utc(now));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claimed(row, until)) : Optional.empty();
      }
    }
  }

  /** Writes down what became of it; false when the claim had lapsed and another sender has it. */
  boolean settle(Connection connection, ClaimedMail mail, Settlement settlement)
      throws SQLException {
    Row row = row(settlement);
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setString(1, row.state());
      String reason = row.reason();
      statement.setString(2, reason == null ? null : reason.replace('\0', ' '));
      statement.setObject(3, utc(row.next()));
      statement.setBoolean(4, row.awaitsAddress());
      statement.setObject(5, utc(row.sentAt()));
      WhyAside why = row.why();
      statement.setString(6, why == null ? null : why.name());
      statement.setInt(7, row.deferrals());
      statement.setLong(8, mail.id());
      statement.setInt(9, mail.attempts());
      return statement.executeUpdate() == 1;
    }
  }

  private static Row row(Settlement settlement) {
    if (settlement instanceof Settlement.Sent sent) {
      return new Row("SENT", null, null, false, sent.at(), null, 0);
    }
    if (settlement instanceof Settlement.Failed failed) {
      return new Row("FAILED", failed.reason());
    }
    if (settlement instanceof Settlement.GivenUp givenUp) {
      return new Row("GIVEN_UP", givenUp.reason());
    }
    if (settlement instanceof Settlement.Unwanted unwanted) {
      return new Row("UNWANTED", unwanted.reason());
    }
    if (settlement instanceof Settlement.Collected one) {
      return new Row("COLLECTED", one.reason(), one.due(), false, null, one.why(), 0);
    }
    Settlement.Postponed later = (Settlement.Postponed) settlement;
    return new Row(
        "PENDING",
        later.reason(),
        later.until(),
        later.awaitsAddress(),
        null,
        null,
        later.hold() ? 1 : 0);
  }

  private static ClaimedMail claimed(ResultSet row, Instant until) throws SQLException {
    byte[] chart = row.getBytes("chart");
    return new ClaimedMail(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("about"),
        row.getString("recipient"),
        row.getString("message_id"),
        new MailDraft.Content(
            row.getString("subject"),
            row.getString("text_body"),
            row.getString("html_body"),
            chart == null ? null : new Png(chart)),
        row.getString("notice_id"),
        row.getBoolean("failure"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        row.getInt("deferrals"),
        until);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** What is written for a settlement. */
  private record Row(
      String state,
      @Nullable String reason,
      @Nullable Instant next,
      boolean awaitsAddress,
      @Nullable Instant sentAt,
      @Nullable WhyAside why,
      int deferrals) {

    Row(String state, @Nullable String reason) {
      this(state, reason, null, false, null, null, 0);
    }
  }
}
