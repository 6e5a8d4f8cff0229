package io.tacet.accountant.share;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.FactTable;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.pi.Assigned;
import io.tacet.accountant.pi.PiFacts;
import io.tacet.accountant.subscription.Contributions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has what share on one day. A PI's points are divided evenly among the projects that are
 * theirs on that day; the weight of a project is 1 and what it has of them in reference processors
 * (points ÷ 100): 12 processors at 1.9 for two projects make 1 + 2280 ÷ 100 ÷ 2 = 12.4 for each.
 * Who is not in it has weight 1. Immutable.
 *
 * @param piPoints of each PI that contributed
 * @param projectPoints of each project of such a PI
 * @param unplacedPoints of each PI that contributed and has no project
 */
record ShareTable(
    Map<String, BigDecimal> piPoints,
    Map<String, BigDecimal> projectPoints,
    Map<String, BigDecimal> unplacedPoints) {

  /** Digits after the point of a weight, as in the event. */
  static final int DIGITS = 6;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Reads the ledger.
   *
   * @param cluster counts what was paid for it or a part of it; null: everything
   */
  static ShareTable on(
      Connection connection, DatedFacts facts, LocalDate day, @Nullable String cluster)
      throws SQLException {
    return of(
        read(connection, facts, Paid.TABLE, Paid.class),
        read(connection, facts, PiFacts.TABLE, PiFacts.class),
        read(connection, facts, Machines.TABLE, Machines.class),
        read(connection, facts, Assigned.PROJECTS, Assigned.class),
        day,
        cluster);
  }

  static ShareTable of(
      Timelines<Paid> paid,
      Timelines<PiFacts> pis,
      Timelines<Machines> clusters,
      Timelines<Assigned> assigned,
      LocalDate day,
      @Nullable String cluster) {
    Span span = new Span(Span.midnight(day), Span.midnight(day.plusDays(1)));
    Contributions contributions = Contributions.over(span, paid, pis, clusters, cluster);
    Map<String, BigDecimal> piPoints = new TreeMap<>();
    contributions.byPi().keySet().forEach(pi -> piPoints.put(pi, contributions.points(pi)));
    Map<String, List<String>> projects = new TreeMap<>();
    for (String project : assigned.subjects()) {
      Assigned to = assigned.at(project, day);
      if (to != null && to.pi() != null && piPoints.containsKey(to.pi())) {
        projects.computeIfAbsent(to.pi(), pi -> new ArrayList<>()).add(project);
      }
    }
    Map<String, BigDecimal> projectPoints = new TreeMap<>();
    projects.forEach(
        (pi, its) -> {
          BigDecimal points = piPoints.getOrDefault(pi, BigDecimal.ZERO);
          BigDecimal each =
              points.divide(BigDecimal.valueOf(its.size()), DIGITS, RoundingMode.HALF_UP);
          its.forEach(project -> projectPoints.put(project, each));
        });
    Map<String, BigDecimal> unplacedPoints = new TreeMap<>(piPoints);
    unplacedPoints.keySet().removeAll(projects.keySet());
    return new ShareTable(piPoints, projectPoints, unplacedPoints);
  }

  /** Weight of each project that has another than 1. */
  Map<String, BigDecimal> weights() {
    Map<String, BigDecimal> weights = new LinkedHashMap<>();
    projectPoints.forEach(
        (project, points) ->
            weights.put(
                project, BigDecimal.ONE.add(points.divide(HUNDRED, DIGITS, RoundingMode.HALF_UP))));
    return weights;
  }

  private static <T> Timelines<T> read(
      Connection connection, DatedFacts facts, FactTable table, Class<T> type) throws SQLException {
    return Timelines.of(facts.list(connection, table, null, Known.NOW, type));
  }
}
