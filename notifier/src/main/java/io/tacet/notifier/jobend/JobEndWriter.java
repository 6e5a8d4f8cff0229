package io.tacet.notifier.jobend;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.bill.Bill;
import io.tacet.notifier.bill.BillTable;
import io.tacet.notifier.content.BillContent;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.MailSource;
import io.tacet.notifier.mail.MailTable;
import io.tacet.notifier.notice.NoticeDraft;
import io.tacet.notifier.notice.NoticeTable;
import io.tacet.notifier.notice.Scope;
import io.tacet.notifier.rule.Audience;
import io.tacet.notifier.rule.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Writes the mails about ends that are due, with the bill if it is there. Thread-safe. */
@ApplicationScoped
class JobEndWriter implements MailSource {

  private static final Logger LOG = Logger.getLogger(JobEndWriter.class);

  private final Transactions transactions;
  private final JobEndTable ends;
  private final BillTable bills;
  private final MailTable mails;
  private final NoticeTable notices;
  private final Directory directory;
  private final Rules rules;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  JobEndWriter(
      Transactions transactions,
      JobEndTable ends,
      BillTable bills,
      MailTable mails,
      NoticeTable notices,
      Directory directory,
      Rules rules,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.ends = ends;
    this.bills = bills;
    this.mails = mails;
    this.notices = notices;
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public boolean writeNext() throws SQLException {
    return transactions.run(
        connection -> {
          Optional<JobEnd> due = ends.take(connection, clock.instant());
          if (due.isPresent()) {
            write(connection, due.get());
          }
          return due.isPresent();
        });
  }

  @Override
  public boolean hasSoon() throws SQLException {
    return transactions.run(ends::isAnyWaiting);
  }

  private void write(Connection connection, JobEnd end) throws SQLException {
    Set<Audience> audience = rules.of(end.event());
    MailDraft mail = mail(end, content(connection, end));
    if (audience.contains(Audience.SUBMITTER)) {
      mails.add(connection, mail);
    }
    if (audience.contains(Audience.WATCHERS)) {
      boolean read = directory.isRead(connection);
      if (!read || !directory.watchers(connection, end.project()).isEmpty()) {
        notices.add(connection, notice(mail, Scope.WATCHERS, end.project()));
      }
    }
    if (audience.contains(Audience.OPERATORS)) {
      notices.add(connection, notice(mail, Scope.OPERATORS, ""));
    }
  }

  private MailDraft.Content content(Connection connection, JobEnd end) throws SQLException {
    String order = end.bookedOrder();
    if (order == null) {
      return BillContent.without(end.mail());
    }
    Optional<Bill> bill = bills.of(connection, end.job(), order);
    if (bill.isEmpty()) {
      LOG.infof("Job %s is not booked yet; its mail goes without the bill", end.job());
    }
    metrics.counter("tacet.mail.bills", "outcome", outcome(bill)).increment();
    return BillContent.of(end.mail(), bill, end.job());
  }

  private static String outcome(Optional<Bill> bill) {
    return bill.isPresent() ? "booked" : "not_booked";
  }

  private static MailDraft mail(JobEnd end, MailDraft.Content content) {
    return new MailDraft(
        end.kind(),
        end.about(),
        end.submitter(),
        content,
        null,
        end.event().isFailure(),
        end.recordedAt());
  }

  /** The same mail to others, who get it once even if they are the submitter, too. */
  private static NoticeDraft notice(MailDraft mail, Scope scope, String recipient) {
    return new NoticeDraft(
        mail.kind() + "/" + mail.about() + "/" + scope,
        scope,
        recipient,
        mail.kind(),
        mail.about(),
        mail.content(),
        mail.failure(),
        mail.recordedAt());
  }
}
