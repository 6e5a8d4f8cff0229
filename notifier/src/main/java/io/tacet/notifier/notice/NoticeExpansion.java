package io.tacet.notifier.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.mail.MailTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Turns a notice into one mail per recipient. Waits while the directory has not been read or does
 * not name the recipients, so that a notice is not lost to a service that starts for the first
 * time. Thread-safe.
 */
@ApplicationScoped
class NoticeExpansion implements MailSource {

  private static final Logger LOG = Logger.getLogger(NoticeExpansion.class);

  private final Transactions transactions;
  private final NoticeTable notices;
  private final MailTable mails;
  private final Directory directory;
  private final NotifierConfig config;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  NoticeExpansion(
      Transactions transactions,
      NoticeTable notices,
      MailTable mails,
      Directory directory,
      NotifierConfig config,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.notices = notices;
    this.mails = mails;
    this.directory = directory;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public boolean writeNext() throws SQLException {
    return transactions.run(
        connection -> {
          Optional<NoticeTable.Pending> notice = notices.next(connection, clock.instant());
          if (notice.isPresent()) {
            expand(connection, notice.get());
          }
          return notice.isPresent();
        });
  }

  private void expand(Connection connection, NoticeTable.Pending notice) throws SQLException {
    Recipients recipients = recipients(connection, notice);
    if (recipients instanceof Recipients.Known known) {
      for (String user : known.users()) {
        mails.add(connection, mail(notice, user));
      }
      notices.end(connection, notice, "EXPANDED", known.users().isEmpty() ? "no watchers" : null);
      count("expanded");
    } else if (recipients instanceof Recipients.NotYet notYet) {
      Instant now = clock.instant();
      if (notice.recordedAt().plus(config.retry().giveUpAfter()).isBefore(now)) {
        giveUp(connection, notice, notYet.reason());
      } else {
        notices.postpone(connection, notice, notYet.reason(), now.plus(config.retry().first()));
        count("postponed");
        LOG.warnf("Notice %s (%s) waits: %s", notice.eventId(), notice.kind(), notYet.reason());
      }
    } else if (recipients instanceof Recipients.Never never) {
      giveUp(connection, notice, never.reason());
    }
  }

  private Recipients recipients(Connection connection, NoticeTable.Pending notice)
      throws SQLException {
    if (!directory.isRead(connection)) {
      return new Recipients.NotYet("the directory has not been read yet");
    }
    return switch (notice.scope()) {
      case OPERATORS -> {
        List<String> operators = directory.operators(connection);
        yield operators.isEmpty()
            ? new Recipients.NotYet("the directory names no operator")
            : new Recipients.Known(operators);
      }
      case USER ->
          notice.recipient().isEmpty()
              ? new Recipients.Never("it names no user")
              : new Recipients.Known(List.of(notice.recipient()));
      case PROJECT ->
          directory.knowsProject(connection, notice.recipient())
              ? new Recipients.Known(directory.watchers(connection, notice.recipient()))
              : new Recipients.NotYet("the directory does not name project " + notice.recipient());
      case PI -> new Recipients.Never("mails to PIs are not supported");
      case UNKNOWN -> new Recipients.Never("it does not say to whom it goes");
    };
  }

  private static MailDraft mail(NoticeTable.Pending notice, String user) {
    return new MailDraft(
        notice.kind(),
        notice.eventId(),
        user,
        notice.content(),
        notice.eventId(),
        notice.recordedAt());
  }

  private void giveUp(Connection connection, NoticeTable.Pending notice, String reason)
      throws SQLException {
    notices.end(connection, notice, "GIVEN_UP", reason);
    count("given_up");
    LOG.errorf("Notice %s (%s) is given up: %s", notice.eventId(), notice.kind(), reason);
  }

  private void count(String outcome) {
    metrics.counter("tacet.notices", "outcome", outcome).increment();
  }
}
