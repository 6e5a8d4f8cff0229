package io.tacet.notifier.mail;

import io.quarkus.mailer.Attachment;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends one mail at a time: claim, send, settle, in three steps, so that no database transaction is
 * open while the mail server thinks. Thread-safe: several may send at once.
 */
@ApplicationScoped
public class MailSender {

  private static final int CLAIM_IN_TIMEOUTS = 3;

  private final Transactions transactions;
  private final MailTable mails;
  private final Attachments attachments;
  private final Directory directory;
  private final Smtp smtp;
  private final MailMetrics metrics;
  private final NotifierConfig config;
  private final InstantSource clock;
  private final RetryDelay delay;

  MailSender(
      Transactions transactions,
      MailTable mails,
      Attachments attachments,
      Directory directory,
      Smtp smtp,
      MailMetrics metrics,
      NotifierConfig config,
      InstantSource clock) {
    this.transactions = transactions;
    this.mails = mails;
    this.attachments = attachments;
    this.directory = directory;
    this.smtp = smtp;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.delay = new RetryDelay(config.retry(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Takes the next due mail and sends it; empty when none is due.
   *
   * @throws SQLException when the database is away; nothing was sent then
   */
  Optional<Sending> sendNext() throws SQLException {
    Optional<Prepared> prepared = transactions.run(connection -> prepare(connection));
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    ClaimedMail mail = prepared.get().mail();
    return Optional.of(new Sending(mail, send(prepared.get())));
  }

  /**
   * Writes down what became of a mail. Must be repeated until it works, or the mail may go out
   * again once its claim has lapsed.
   */
  void settle(Sending sending) throws SQLException {
    boolean settled =
        transactions.run(
            connection -> mails.settle(connection, sending.mail(), sending.settlement()));
    if (settled) {
      metrics.settled(sending.mail(), sending.settlement());
    } else {
      metrics.lapsed(sending.mail());
    }
  }

  private Optional<Prepared> prepare(java.sql.Connection connection) throws SQLException {
    Instant now = clock.instant();
    Duration claim = config.sendTimeout().multipliedBy(CLAIM_IN_TIMEOUTS);
    Optional<ClaimedMail> claimed = mails.claim(connection, now, now.plus(claim));
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    ClaimedMail mail = claimed.get();
    String notice = mail.noticeId();
    return Optional.of(
        new Prepared(
            mail,
            directory.person(connection, mail.recipient()),
            notice == null ? List.of() : attachments.of(connection, notice)));
  }

  private Settlement send(Prepared prepared) {
    ClaimedMail mail = prepared.mail();
    if (mail.recordedAt().plus(config.retry().giveUpAfter()).isBefore(clock.instant())) {
      return new Settlement.GivenUp("Not sent within " + config.retry().giveUpAfter());
    }
    Optional<Directory.Person> person = prepared.person();
    if (person.isEmpty()) {
      return postponed(mail, "The directory does not name user " + mail.recipient(), true);
    }
    if (!person.get().active()) {
      return new Settlement.GivenUp("User " + mail.recipient() + " is no longer active");
    }
    Delivery delivery = smtp.deliver(mail, person.get().mail(), prepared.attachments());
    if (delivery instanceof Delivery.Refused refused) {
      return new Settlement.Failed(refused.reason());
    }
    if (delivery instanceof Delivery.Deferred deferred) {
      return postponed(mail, deferred.reason(), false);
    }
    return new Settlement.Sent(clock.instant());
  }

  private Settlement postponed(ClaimedMail mail, String reason, boolean awaitsAddress) {
    return new Settlement.Postponed(
        reason, clock.instant().plus(delay.after(mail.attempts())), awaitsAddress);
  }

  /** A mail that was tried, and what is to be written down. */
  record Sending(ClaimedMail mail, Settlement settlement) {}

  private record Prepared(
      ClaimedMail mail, Optional<Directory.Person> person, List<Attachment> attachments) {}
}
