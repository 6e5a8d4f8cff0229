package io.tacet.accountant.report;

import io.tacet.accountant.classification.PhaseUses;
import io.tacet.accountant.classification.ProjectUses;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import io.tacet.accountant.usage.UsageSums;
import io.tacet.accountant.usage.UsageSums.Grouping;
import io.tacet.accountant.usage.UsageSums.Question;
import io.tacet.accountant.usage.UsageSums.Row;
import io.tacet.contract.rest.UseSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes reports, each from one moment of the database. Thread-safe. */
@ApplicationScoped
public class Reports {

  /**
   * A plan made for all periods alike reads the whole year for a month, and every project for one;
   * machine code takes longer to make than these queries to run.
   */
  private static final String ONE_MOMENT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
          + " SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off";

  private final DatedFacts facts;
  private final UsageSums sums;
  private final ProjectUses uses;

  Reports(DatedFacts facts, UsageSums sums, ProjectUses uses) {
    this.facts = facts;
    this.sums = sums;
    this.uses = uses;
  }

  /** Makes one; must be the first thing in its transaction. */
  Report make(Connection connection, ReportRequest request, Instant now) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ONE_MOMENT);
    }
    Ledger ledger = Ledger.read(connection, facts, request.known());
    List<Report.Column> columns = new ArrayList<>();
    Report.Outlook outlook = Outlooks.NONE;
    for (NamedPeriod named : request.periods()) {
      ColumnMaker maker =
          new ColumnMaker(request, ledger, named, usage(connection, request, named));
      columns.add(maker.column());
      outlook = maker.outlook(now);
    }
    return new Report(
        now,
        request.periods().get(0).period().zone().getId(),
        request.known().moment(),
        request.cluster(),
        request.projects(),
        request.users(),
        request.by().name().toLowerCase(java.util.Locale.ROOT),
        request.split() ? "split" : "end",
        request.legacy(),
        request.classes() ? uses.meaning() : null,
        columns,
        outlook);
  }

  private Used usage(Connection connection, ReportRequest request, NamedPeriod named)
      throws SQLException {
    List<String> projects = request.projects();
    List<String> users = request.users();
    Grouping by =
        switch (request.by()) {
          case PI -> Grouping.PI;
          case PROJECT -> Grouping.PROJECT;
          case USER -> Grouping.USER;
        };
    List<Row> shown = rows(connection, request, named, by, projects, users);
    List<Row> everyone =
        request.isNarrowed()
            ? rows(connection, request, named, Grouping.PI, List.of(), List.of())
            : shown;
    List<Row> details = request.by() == By.PI ? List.of() : shown;
    List<Row> days = rows(connection, request, named, Grouping.DAY, projects, users);
    List<String> unrated =
        shown.stream().allMatch(row -> row.unrated() == 0)
            ? List.of()
            : rows(connection, request, named, Grouping.MACHINE, projects, users).stream()
                // What never ran is booked on a machine that is none
                .filter(row -> row.unrated() > 0 && row.cpuMicros().signum() > 0)
                .map(row -> String.valueOf(row.detail()))
                .distinct()
                .sorted()
                .toList();
    return new Used(everyone, shown, days, details, unrated, uses(connection, request, named));
  }

  private @Nullable List<UseSummary> uses(
      Connection connection, ReportRequest request, NamedPeriod named) throws SQLException {
    return request.classes()
        ? uses.of(
            connection,
            PhaseUses.Asked.ofAll(
                named.period().span(),
                request.known(),
                request.cluster(),
                request.projects(),
                request.users()))
        : null;
  }

  private List<Row> rows(
      Connection connection,
      ReportRequest request,
      NamedPeriod named,
      Grouping by,
      List<String> projects,
      List<String> users)
      throws SQLException {
    return sums.of(
        connection,
        new Question(
            named.period().span(),
            by,
            request.split(),
            request.known(),
            request.cluster(),
            projects,
            users));
  }

  /**
   * Usage of a period.
   *
   * @param everyone by PI, and maybe by project or user
   * @param shown the same, narrowed to a project or user
   * @param days by day, narrowed likewise
   * @param details by PI and project or user
   * @param unratedMachines machines without a rate
   * @param uses what bounded the measured work of each project; null: not asked for
   */
  record Used(
      List<Row> everyone,
      List<Row> shown,
      List<Row> days,
      List<Row> details,
      List<String> unratedMachines,
      @Nullable List<UseSummary> uses) {}
}
