package io.tacet.accountant.monthly;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.accountant.announcement.Announcements;
import io.tacet.accountant.chore.Chore;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.directory.Directory;
import io.tacet.accountant.pi.PiFacts;
import io.tacet.accountant.report.MonthReports;
import io.tacet.accountant.report.ReportSettings;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.database.Transactions;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reports each month to every PI there was at its end, once: the row that says so and the notices
 * are written in one transaction, and of two accountants only one can add the row. Without any PI a
 * month counts as reported, too.
 */
@ApplicationScoped
class MonthlyChore implements Chore {

  private static final Logger LOG = Logger.getLogger(MonthlyChore.class);

  private final Transactions transactions;
  private final MonthTable months;
  private final MonthReports reports;
  private final DatedFacts facts;
  private final Directory directory;
  private final Announcements announcements;
  private final Topics topics;
  private final InstantSource clock;
  private final MonthlySettings settings;
  private final ZoneId zone;
  private final MonthsDue due;
  private final MeterRegistry metrics;

  MonthlyChore(
      Transactions transactions,
      MonthTable months,
      MonthReports reports,
      DatedFacts facts,
      Directory directory,
      Announcements announcements,
      ContractConfig contract,
      InstantSource clock,
      MonthlySettings settings,
      ReportSettings report,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.months = months;
    this.reports = reports;
    this.facts = facts;
    this.directory = directory;
    this.announcements = announcements;
    this.topics = contract.topicNames();
    this.clock = clock;
    this.settings = settings;
    this.zone = report.zone();
    this.due = new MonthsDue(zone, settings.delay(), settings.catchUp());
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "monthly-report";
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public boolean look() throws SQLException {
    if (!settings.enabled()) {
      return false;
    }
    Instant now = clock.instant();
    YearMonth last = transactions.run(connection -> lastOrBegin(connection, now));
    YearMonth next = due.next(last, now);
    if (next.isAfter(due.newest(now))) {
      return false;
    }
    if (next.isAfter(last.plusMonths(1))) {
      LOG.warnf(
          "Months %s to %s are not reported: too long ago",
          last.plusMonths(1), next.minusMonths(1));
    }
    MonthReports.Pages pages =
        transactions.run(connection -> reports.make(connection, next, zone, now));
    transactions.run(connection -> tell(connection, next, pages, now));
    return true;
  }

  private YearMonth lastOrBegin(Connection connection, Instant now) throws SQLException {
    Optional<YearMonth> last = months.last(connection);
    if (last.isPresent()) {
      return last.get();
    }
    YearMonth before = settings.firstMonth().orElse(due.month(now)).minusMonths(1);
    months.add(connection, before, zone, 0, now);
    return before;
  }

  private boolean tell(
      Connection connection, YearMonth month, MonthReports.Pages pages, Instant now)
      throws SQLException {
    List<String> pis = pis(connection, month);
    if (!months.add(connection, month, zone, pis.size(), now)) {
      return false;
    }
    MonthNotices notices =
        new MonthNotices(month, zone, pages, settings.attachmentBytes(), settings.publicUrl(), now);
    for (String pi : pis) {
      announcements.add(connection, topics.notices(), NoticeScope.PI.name(), notices.to(pi));
    }
    LOG.infof("The report of %s goes to %d PIs", month, pis.size());
    List<String> strangers = directory.notActive(connection, pis);
    if (!strangers.isEmpty()) {
      metrics.counter("tacet.monthly.unreachable").increment(strangers.size());
      LOG.warnf("PIs %s are no users in the directory and get no mail", strangers);
    }
    return true;
  }

  private List<String> pis(Connection connection, YearMonth month) throws SQLException {
    Timelines<PiFacts> known =
        Timelines.of(facts.list(connection, PiFacts.TABLE, null, Known.NOW, PiFacts.class));
    List<String> pis = new ArrayList<>();
    for (String pi : known.subjects()) {
      if (known.at(pi, month.atEndOfMonth()) != null) {
        pis.add(pi);
      }
    }
    return pis;
  }
}
