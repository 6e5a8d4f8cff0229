package io.tacet.notifier.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.Checked;
import io.tacet.notifier.config.Problems;
import io.tacet.notifier.content.NoticeContent;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.notice.NoticeDraft;
import io.tacet.notifier.notice.NoticeTable;
import io.tacet.notifier.told.LastTold;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Operators hear once that mails wait, and again only after the backlog has gone and come back, and
 * not before {@code again}. The notice about it is no part of the backlog it tells of, and neither
 * are mails that wait for an address, so that a failing mail never causes a mail. Thread-safe.
 */
@ApplicationScoped
class BacklogWatch implements MailSource, Checked {

  static final String KIND = "mail-backlog";

  private static final String WAITING =
      """
      SELECT count(*), min(written_at) FROM mail
      WHERE state IN ('PENDING', 'SENDING') AND NOT awaits_address AND kind <> 'mail-backlog'
        AND written_at <= ?
      """;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final LastTold lastTold;
  private final NoticeTable notices;
  private final BacklogConfig config;
  private final InstantSource clock;
  private final AtomicInteger backlog;

  BacklogWatch(
      Transactions transactions,
      LastTold lastTold,
      NoticeTable notices,
      BacklogConfig config,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.lastTold = lastTold;
    this.notices = notices;
    this.config = config;
    this.clock = clock;
    this.backlog = new AtomicInteger();
    metrics.gauge("tacet.mail.backlog", backlog);
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean writeNext() throws SQLException {
    return transactions.run(
        connection -> {
          Instant now = clock.instant();
          Optional<Waiting> waiting = waiting(connection, now);
          backlog.set(waiting.map(Waiting::count).orElse(0));
          if (waiting.isEmpty()) {
            lastTold.over(connection, KIND);
            return false;
          }
          return lastTold.mayTell(connection, KIND, now, config.again())
              && notices.add(connection, notice(waiting.get(), now));
        });
  }

  private Optional<Waiting> waiting(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setObject(1, now.minus(config.after()).atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1) == 0
            ? Optional.empty()
            : Optional.of(
                new Waiting(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant()));
      }
    }
  }

  private static NoticeDraft notice(Waiting waiting, Instant now) {
    return NoticeDraft.toOperators(
        KIND + "/" + now,
        KIND,
        NoticeContent.of(
            "Mails wait: " + waiting.count(),
            "The mail server does not take "
                + waiting.count()
                + " mails, the oldest of "
                + waiting.oldest()
                + ". They are tried again; if this mail has reached you, at least some get"
                + " through. Why not stands in the notifier's log and in its table mail (reason)."),
        now);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Problems.positive("tacet.notifier.backlog.after", config.after(), problems);
    Problems.positive("tacet.notifier.backlog.again", config.again(), problems);
    return problems;
  }

  private record Waiting(int count, Instant oldest) {}
}
