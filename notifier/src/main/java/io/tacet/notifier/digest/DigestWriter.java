package io.tacet.notifier.digest;

import io.tacet.intake.database.Transactions;
import io.tacet.notifier.content.DigestContent;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.mail.MailTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes one mail that lists what was collected for a recipient. Its text does not change any more,
 * so that a digest which goes out twice (same Message-ID) says the same twice; what is collected
 * meanwhile waits for the next one. Thread-safe.
 */
@ApplicationScoped
class DigestWriter implements MailSource {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final DigestTable table;
  private final MailTable mails;
  private final DigestContent content;
  private final InstantSource clock;

  DigestWriter(
      Transactions transactions,
      DigestTable table,
      MailTable mails,
      DigestContent content,
      InstantSource clock) {
    this.transactions = transactions;
    this.table = table;
    this.mails = mails;
    this.content = content;
    this.clock = clock;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean writeNext() throws SQLException {
    return transactions.run(
        connection -> {
          Optional<String> recipient = table.due(connection, clock.instant());
          if (recipient.isPresent()) {
            write(connection, recipient.get());
          }
          return recipient.isPresent();
        });
  }

  private void write(Connection connection, String recipient) throws SQLException {
    List<CollectedMail> collected = table.collected(connection, recipient);
    if (collected.isEmpty()) {
      return; // another thread was faster
    }
    Instant now = clock.instant();
    String about = "from-" + collected.get(0).id();
    mails.add(
        connection,
        new MailDraft(
            MailTable.DIGEST,
            about,
            recipient,
            content.of(collected.stream().map(DigestWriter::entry).toList()),
            null,
            true,
            now));
    table.listed(connection, collected, about, recipient);
  }

  private static DigestContent.Entry entry(CollectedMail mail) {
    String job = mail.kind().equals("job-end") ? mail.about() : "";
    return new DigestContent.Entry(
        mail.recordedAt(), mail.subject(), mail.failure(), mail.why().name(), job);
  }
}
