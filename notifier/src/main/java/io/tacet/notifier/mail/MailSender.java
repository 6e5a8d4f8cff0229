package io.tacet.notifier.mail;

import io.quarkus.mailer.Attachment;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.preference.PreferenceLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends one mail at a time: claim, send, settle, in three steps, so that no database transaction is
 * open while the mail server thinks. Thread-safe: several may send at once.
 */
@ApplicationScoped
public class MailSender {

  private static final int CLAIM_IN_TIMEOUTS = 3;

  private final Transactions transactions;
  private final MailTable mails;
  private final RecipientHolds holds;
  private final Screening screening;
  private final Attachments attachments;
  private final PreferenceLinks links;
  private final Smtp smtp;
  private final ServerPause pause;
  private final RetryDelays delays;
  private final MailMetrics metrics;
  private final NotifierConfig config;
  private final InstantSource clock;

  MailSender(
      Transactions transactions,
      MailTable mails,
      RecipientHolds holds,
      Screening screening,
      Attachments attachments,
      PreferenceLinks links,
      Smtp smtp,
      ServerPause pause,
      RetryDelays delays,
      MailMetrics metrics,
      NotifierConfig config,
      InstantSource clock) {
    this.transactions = transactions;
    this.mails = mails;
    this.holds = holds;
    this.screening = screening;
    this.attachments = attachments;
    this.links = links;
    this.smtp = smtp;
    this.pause = pause;
    this.delays = delays;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Takes the next due mail and sends it, or says why not; empty when none is due, or while the
   * mail server is given a rest.
   *
   * @throws SQLException when the database is away; nothing was sent then
   */
  Optional<Sending> sendNext() throws SQLException {
    if (!pause.isOver(clock.instant())) {
      return Optional.empty();
    }
    links.makeReady();
    Optional<Prepared> prepared = transactions.run(connection -> prepare(connection));
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    ClaimedMail mail = prepared.get().mail();
    Settlement settlement =
        prepared.get().verdict() instanceof Screening.Verdict.Send send
            ? send(prepared.get(), send.address(), links.of(mail.recipient()))
            : ((Screening.Verdict.NotNow) prepared.get().verdict()).settlement();
    return Optional.of(new Sending(mail, settlement));
  }

  /**
   * Writes down what became of a mail. Must be repeated until it works, or the mail may go out
   * again once its claim has lapsed.
   */
  void settle(Sending sending) throws SQLException {
    ClaimedMail mail = sending.mail();
    boolean settled =
        transactions.run(
            connection -> {
              if (sending.settlement() instanceof Settlement.Sent) {
                holds.release(connection, mail.recipient());
              } else if (sending.settlement() instanceof Settlement.Postponed postponed
                  && postponed.hold()) {
                holds.hold(connection, mail.recipient(), postponed.until());
              }
              return mails.settle(connection, mail, sending.settlement());
            });
    if (settled) {
      metrics.settled(mail, sending.settlement());
    } else {
      metrics.lapsed(mail);
    }
  }

  private Optional<Prepared> prepare(Connection connection) throws SQLException {
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
            screening.of(connection, mail, now),
            holds.failures(connection, mail.recipient()),
            notice == null ? List.of() : attachments.of(connection, notice)));
  }

  private Settlement send(Prepared prepared, String address, Optional<URI> link) {
    ClaimedMail mail = prepared.mail();
    Delivery delivery = smtp.deliver(mail, address, link, prepared.attachments());
    Instant now = clock.instant();
    if (delivery instanceof Delivery.NoServer away) {
      return new Settlement.Postponed(away.reason(), pause.failed(now), false, false);
    }
    pause.answered();
    if (delivery instanceof Delivery.Refused refused) {
      return new Settlement.Failed(refused.reason());
    }
    if (delivery instanceof Delivery.Deferred deferred) {
      int failures = Math.max(mail.deferrals(), prepared.failuresBefore()) + 1;
      Instant until = now.plus(delays.after(failures));
      return new Settlement.Postponed(deferred.reason(), until, false, true);
    }
    return new Settlement.Sent(now);
  }

  /** A mail that was tried or put aside, and what is to be written down. */
  record Sending(ClaimedMail mail, Settlement settlement) {}

  private record Prepared(
      ClaimedMail mail,
      Screening.Verdict verdict,
      int failuresBefore,
      List<Attachment> attachments) {}
}
