package io.tacet.notifier.mail;

import io.tacet.notifier.config.NotifierConfig;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.preference.Choice;
import io.tacet.notifier.preference.Preferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Decides whether a claimed mail is sent now, by itself. In this order: is there somebody to send
 * it to, does that person want it, is it too old, were there too many. A digest is not screened
 * again, or it could end in another digest. Thread-safe; statements run in the caller's
 * transaction.
 */
@ApplicationScoped
class Screening {

  private static final Duration RATE_WINDOW = Duration.ofHours(1);

  private static final String SENT_LATELY =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM mail WHERE recipient = ? AND state = 'SENT' AND sent_at > ? LIMIT ?) AS lately
      """;

  private final Directory directory;
  private final Preferences preferences;
  private final NotifierConfig config;
  private final DeliveryConfig delivery;
  private final RetryDelays delays;

  Screening(
      Directory directory,
      Preferences preferences,
      NotifierConfig config,
      DeliveryConfig delivery,
      RetryDelays delays) {
    this.directory = directory;
    this.preferences = preferences;
    this.config = config;
    this.delivery = delivery;
    this.delays = delays;
  }

  Verdict of(Connection connection, ClaimedMail mail, Instant now) throws SQLException {
    Optional<Directory.Person> person = directory.person(connection, mail.recipient());
    Optional<Settlement> instead =
        person.isEmpty()
            ? Optional.of(nobody(mail, now))
            : instead(connection, mail, person.get(), now);
    return instead
        .<Verdict>map(Verdict.NotNow::new)
        .orElseGet(() -> new Verdict.Send(person.orElseThrow().mail()));
  }

  private Optional<Settlement> instead(
      Connection connection, ClaimedMail mail, Directory.Person person, Instant now)
      throws SQLException {
    if (!person.active()) {
      return Optional.of(
          new Settlement.GivenUp("User " + mail.recipient() + " is no longer active"));
    }
    Choice choice = preferences.of(connection, mail.recipient());
    if (choice == Choice.NONE || (choice == Choice.FAILURES && !mail.failure())) {
      return Optional.of(new Settlement.Unwanted(mail.recipient() + " has chosen: " + choice));
    }
    if (mail.isDigest()) {
      return isOlder(mail, delivery.digestGiveUpAfter(), now)
          ? Optional.of(new Settlement.GivenUp("Not sent within " + delivery.digestGiveUpAfter()))
          : Optional.empty();
    }
    if (choice == Choice.DIGEST) {
      return collected(WhyAside.CHOICE, "One mail a day is wanted", next(now));
    }
    Instant soon = now.plus(delivery.collect());
    if (isOlder(mail, delivery.expiry(), now)) {
      return collected(WhyAside.EXPIRED, "Older than " + delivery.expiry(), soon);
    }
    return sentLately(connection, mail.recipient(), now) >= delivery.mostPerHour()
        ? collected(WhyAside.RATE, delivery.mostPerHour() + " mails within an hour", soon)
        : Optional.empty();
  }

  private Settlement nobody(ClaimedMail mail, Instant now) {
    return isOlder(mail, config.retry().giveUpAfter(), now)
        ? new Settlement.GivenUp(
            "The directory has not named user "
                + mail.recipient()
                + " within "
                + config.retry().giveUpAfter())
        : new Settlement.Postponed(
            "The directory does not name user " + mail.recipient(),
            now.plus(delays.after(mail.attempts())),
            true,
            false);
  }

  private static Optional<Settlement> collected(WhyAside why, String reason, Instant due) {
    return Optional.of(new Settlement.Collected(why, reason, due));
  }

  private static boolean isOlder(ClaimedMail mail, Duration age, Instant now) {
    return mail.recordedAt().plus(age).isBefore(now);
  }

  private Instant next(Instant now) {
    LocalTime at = delivery.digestAt();
    OffsetDateTime today = now.atOffset(ZoneOffset.UTC);
    OffsetDateTime due = today.with(at);
    return (due.isAfter(today) ? due : due.plusDays(1)).toInstant();
  }

  private int sentLately(Connection connection, String recipient, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SENT_LATELY)) {
      statement.setString(1, recipient);
      statement.setObject(2, now.minus(RATE_WINDOW).atOffset(ZoneOffset.UTC));
      statement.setInt(3, delivery.mostPerHour());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Whether it is sent. */
  sealed interface Verdict {

    /** It is, to this address. */
    record Send(String address) implements Verdict {}

    /** It is not, but this is what becomes of it. */
    record NotNow(Settlement settlement) implements Verdict {}
  }
}
