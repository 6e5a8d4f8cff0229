package io.tacet.notifier.jobend;

import io.tacet.notifier.bill.BillListener;
import io.tacet.notifier.content.UnbilledMail;
import io.tacet.notifier.mail.Png;
import io.tacet.notifier.rule.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Ends of jobs until their mails are written: at once, when the bill comes, or when it has been
 * waited for long enough.
 *
 * <pre>{@code
 * read ─▶ due at once: nothing is booked, the bill is there, or waiting is off ─┐
 *    └──▶ due later ──┬─ the bill has come ─────────────────────────────────────┤
 *                     └─ its time is up ────────────────────────────────────────┴─▶ mails, row gone
 * }</pre>
 *
 * <p>The first status that ends a job makes the row; others change nothing, nor do they once the
 * mails are written, for those are unique. Thread-safe; statements run in the caller's transaction.
 */
@ApplicationScoped
class JobEndTable implements BillListener {

  private static final String ADD =
      """
      INSERT INTO job_end (kind, about, job_id, booked_order, submitter, project, event, subject,
        text_before, text_after, html, chart, recorded_at, write_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String BOOKED =
      "UPDATE job_end SET write_at = 'epoch' WHERE job_id = ? AND booked_order = ?";

  private static final String TAKE =
      """
      DELETE FROM job_end WHERE (kind, about) = (
        SELECT kind, about FROM job_end WHERE write_at <= ? ORDER BY write_at, recorded_at LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING kind, about, job_id, booked_order, submitter, project, event, subject, text_before,
        text_after, html, chart, recorded_at
      """;

  /** Keeps an end until its mails are written, from this moment on. */
  void add(Connection connection, JobEnd end, Instant writeAt) throws SQLException {
    UnbilledMail mail = end.mail();
    Png chart = mail.chart();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, end.kind());
      statement.setString(2, end.about());
      statement.setString(3, end.job());
      statement.setString(4, end.bookedOrder());
      statement.setString(5, end.submitter());
      statement.setString(6, end.project());
      statement.setString(7, end.event().name());
      statement.setString(8, mail.subject());
      statement.setString(9, mail.textBefore());
      statement.setString(10, mail.textAfter());
      statement.setString(11, mail.html());
      statement.setBytes(12, chart == null ? null : chart.bytes());
      statement.setObject(13, end.recordedAt().atOffset(ZoneOffset.UTC));
      statement.setObject(14, writeAt.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  @Override
  public void booked(Connection connection, String job, String order) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
      statement.setString(1, job);
      statement.setString(2, order);
      statement.executeUpdate();
    }
  }

  /** Takes the next due end out of the table; empty when none is due. */
  Optional<JobEnd> take(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(end(row)) : Optional.empty();
      }
    }
  }

  /** Whether any end is waiting. */
  boolean isAnyWaiting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM job_end)")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static JobEnd end(ResultSet row) throws SQLException {
    byte[] chart = row.getBytes("chart");
    return new JobEnd(
        row.getString("kind"),
        row.getString("about"),
        row.getString("job_id"),
        row.getString("booked_order"),
        row.getString("submitter"),
        row.getString("project"),
        JobEvent.valueOf(row.getString("event")),
        new UnbilledMail(
            row.getString("subject"),
            row.getString("text_before"),
            row.getString("text_after"),
            row.getString("html"),
            chart == null ? null : new Png(chart)),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
