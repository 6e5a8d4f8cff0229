package io.tacet.notifier.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.mail.MailTable;
import io.tacet.notifier.mail.RetryDelay;
import io.tacet.notifier.rule.Audience;
import io.tacet.notifier.rule.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Turns a notice into one mail per recipient, by the rule for its kind. Waits while the directory
 * has not been read or does not name the recipients, so that a notice is not lost to a service that
 * starts for the first time. Thread-safe.
 */
@ApplicationScoped
class NoticeExpansion implements MailSource {

  private static final Logger LOG = Logger.getLogger(NoticeExpansion.class);

  private final Transactions transactions;
  private final NoticeTable notices;
  private final MailTable mails;
  private final Directory directory;
  private final Rules rules;
  private final NotifierConfig config;
  private final RetryDelay delay;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  NoticeExpansion(
      Transactions transactions,
      NoticeTable notices,
      MailTable mails,
      Directory directory,
      Rules rules,
      NotifierConfig config,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.notices = notices;
    this.mails = mails;
    this.directory = directory;
    this.rules = rules;
    this.config = config;
    this.delay =
        new RetryDelay(
            config.retry().first(),
            config.retry().longest(),
            () -> ThreadLocalRandom.current().nextDouble());
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

  private void expand(Connection connection, NoticeTable.Pending pending) throws SQLException {
    NoticeDraft notice = pending.notice();
    Recipients recipients = recipients(connection, notice);
    if (recipients instanceof Recipients.Known known) {
      for (String user : known.users()) {
        mails.add(connection, mail(notice, user));
      }
      notices.end(connection, pending, "EXPANDED", known.users().isEmpty() ? "no recipient" : null);
      count("expanded");
    } else if (recipients instanceof Recipients.NotYet notYet) {
      Instant now = clock.instant();
      if (notice.recordedAt().plus(config.retry().giveUpAfter()).isBefore(now)) {
        giveUp(connection, pending, notYet.reason());
      } else {
        notices.postpone(
            connection, pending, notYet.reason(), now.plus(delay.after(pending.attempts() + 1)));
        count("postponed");
        LOG.warnf("Notice %s (%s) waits: %s", notice.id(), notice.kind(), notYet.reason());
      }
    } else if (recipients instanceof Recipients.Never never) {
      giveUp(connection, pending, never.reason());
    }
  }

  /** As the rule for its kind says. */
  private Recipients recipients(Connection connection, NoticeDraft notice) throws SQLException {
    if (!directory.isRead(connection)) {
      return new Recipients.NotYet("the directory has not been read yet");
    }
    Set<Audience> rule = rules.ofNotice(notice.kind());
    Set<String> users = new TreeSet<>();
    if (rule.contains(Audience.NAMED)) {
      Recipients named = named(connection, notice);
      if (!(named instanceof Recipients.Known known)) {
        return named;
      }
      users.addAll(known.users());
    }
    if (rule.contains(Audience.OPERATORS)) {
      users.addAll(directory.operators(connection));
    }
    return new Recipients.Known(List.copyOf(users));
  }

  private Recipients named(Connection connection, NoticeDraft notice) throws SQLException {
    return switch (notice.scope()) {
      case OPERATORS -> {
        List<String> operators = directory.operators(connection);
        yield operators.isEmpty()
            ? new Recipients.NotYet("the directory names no operator")
            : new Recipients.Known(operators);
      }
      // A PI who is no user has no address here: the mail waits for the directory like any other
      case USER, PI ->
          notice.recipient().isEmpty()
              ? new Recipients.Never("it does not say to whom it goes")
              : new Recipients.Known(List.of(notice.recipient()));
      case PROJECT ->
          directory.knowsProject(connection, notice.recipient())
              ? new Recipients.Known(directory.watchers(connection, notice.recipient()))
              : new Recipients.NotYet("the directory does not name project " + notice.recipient());
      case WATCHERS -> new Recipients.Known(directory.watchers(connection, notice.recipient()));
      case UNKNOWN -> new Recipients.Never("it does not say to whom it goes");
    };
  }

  private static MailDraft mail(NoticeDraft notice, String user) {
    return new MailDraft(
        notice.kind(),
        notice.about(),
        user,
        notice.content(),
        notice.id(),
        notice.failure(),
        notice.recordedAt());
  }

  private void giveUp(Connection connection, NoticeTable.Pending notice, String reason)
      throws SQLException {
    notices.end(connection, notice, "GIVEN_UP", reason);
    count("given_up");
    LOG.errorf(
        "Notice %s (%s) is given up: %s", notice.notice().id(), notice.notice().kind(), reason);
  }

  private void count(String outcome) {
    metrics.counter("tacet.notices", "outcome", outcome).increment();
  }
}
