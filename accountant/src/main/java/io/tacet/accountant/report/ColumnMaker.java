package io.tacet.accountant.report;

import io.tacet.accountant.capacity.Capacity;
import io.tacet.accountant.capacity.Forecast;
import io.tacet.accountant.capacity.Utilization;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.pi.PiFacts;
import io.tacet.accountant.rate.ServiceUnits;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import io.tacet.accountant.subscription.Contributions;
import io.tacet.accountant.subscription.Shares;
import io.tacet.accountant.subscription.Subscription;
import io.tacet.accountant.usage.UsageSums.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Computes one column of a report from usage and ledger. Pure; for one column. */
final class ColumnMaker {

  /** Stands for usage that belongs to no PI; no id is empty. */
  private static final String NOBODY = "";

  private final ReportRequest request;
  private final Ledger ledger;
  private final NamedPeriod named;
  private final Reports.Used used;
  private final Span span;
  private final LocalDate lastDay;
  private final Capacity capacity;
  private final Contributions contributions;
  private final List<Forecast.Use> uses = new ArrayList<>();

  ColumnMaker(ReportRequest request, Ledger ledger, NamedPeriod named, Reports.Used used) {
    this.request = request;
    this.ledger = ledger;
    this.named = named;
    this.used = used;
    span = named.period().span();
    lastDay = new Span(span.until().minusNanos(1000), span.until()).day();
    capacity =
        Capacity.over(
            span, ledger.hardware(), ledger.rates(), ledger.clusters(), request.cluster());
    contributions =
        Contributions.over(
            span, ledger.contributions(), ledger.pis(), ledger.clusters(), request.cluster());
  }

  Report.Column column() {
    Tally all = Tally.of(used.everyone());
    Tally shown = Tally.of(used.shown());
    BigDecimal supplied = capacity.ratedMicros(span);
    BigDecimal idle = supplied.subtract(all.ratedMicros());
    BigDecimal idleUnits =
        idle.signum() < 0 || supplied.signum() == 0 ? null : ServiceUnits.of(idle);
    return new Report.Column(
        named.name(),
        named.period().first(),
        named.period().last(),
        span.from(),
        span.until(),
        shown.attempts(),
        shown.notCharged(),
        plain(shown.cpuMicros()),
        plain(shown.ratedMicros()),
        ServiceUnits.of(shown.ratedMicros()),
        ServiceUnits.of(supplied),
        Utilization.percent(shown.ratedMicros(), supplied),
        idleUnits,
        shown.measured(),
        plain(shown.energyMicrojoules()),
        shown.severalNodes(),
        plain(shown.severalNodesRatedMicros()),
        ServiceUnits.of(shown.severalNodesRatedMicros()),
        pis(all, idleUnits),
        details(all),
        intervals(),
        used.unratedMachines(),
        used.uses());
  }

  /** To be asked after the column. */
  Report.Outlook outlook(Instant now) {
    return Outlooks.of(Forecast.of(uses, capacity.speedAtEnd()), named, uses.size(), now);
  }

  private List<Report.PiLine> pis(Tally all, @Nullable BigDecimal idle) {
    Map<String, Tally> everyone = byPi(used.everyone());
    Map<String, Tally> shown = byPi(used.shown());
    TreeSet<String> ids = new TreeSet<>(everyone.keySet());
    ids.addAll(contributions.byPi().keySet());
    for (String pi : ledger.pis().subjects()) {
      if (ledger.pis().at(pi, lastDay) != null) {
        ids.add(pi);
      }
    }
    List<String> order = new ArrayList<>(ids);
    order.sort(Comparator.comparing((String pi) -> tally(shown, pi).ratedMicros()).reversed());
    List<BigDecimal> usage = shares(order, shown, all);
    List<BigDecimal> contributed =
        Shares.percent(order.stream().map(contributions::counted).toList());
    List<BigInteger> idles =
        Shares.apportion(
            idle == null ? BigInteger.ZERO : idle.unscaledValue(),
            order.stream()
                .map(pi -> contributions.byPi().getOrDefault(pi, BigDecimal.ZERO))
                .toList());
    List<Report.PiLine> lines = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      String pi = order.get(i);
      PiFacts facts = ledger.pis().at(pi, lastDay);
      boolean exempt = facts != null && facts.exempt();
      Tally own = tally(shown, pi);
      lines.add(
          new Report.PiLine(
              pi.equals(NOBODY) ? null : pi,
              pi.equals(NOBODY) ? PiCells.NOBODY : facts == null ? pi : facts.alias(),
              own.attempts(),
              own.notCharged(),
              plain(own.cpuMicros()),
              plain(own.ratedMicros()),
              ServiceUnits.of(own.ratedMicros()),
              usage.get(i),
              contributions.points(pi),
              exempt ? null : contributed.get(i),
              Subscription.of(
                      tally(everyone, pi).ratedMicros(),
                      all.ratedMicros(),
                      contributions.counted(pi),
                      contributions.counted(),
                      exempt)
                  .text(),
              idle == null ? null : new BigDecimal(idles.get(i), ServiceUnits.DIGITS),
              own.measured(),
              plain(own.energyMicrojoules())));
    }
    return lines;
  }

  /** Of everyone's usage; what a narrowed report leaves out takes its part, too. */
  private static List<BigDecimal> shares(List<String> order, Map<String, Tally> shown, Tally all) {
    List<BigDecimal> values = new ArrayList<>();
    BigDecimal rest = all.ratedMicros();
    for (String pi : order) {
      BigDecimal rated = tally(shown, pi).ratedMicros();
      values.add(rated);
      rest = rest.subtract(rated);
    }
    values.add(rest);
    return Shares.percent(values).subList(0, order.size());
  }

  private List<Report.DetailLine> details(Tally all) {
    List<Row> rows = new ArrayList<>(used.details());
    rows.sort(Comparator.comparing(Row::ratedMicros).reversed());
    List<BigDecimal> values = new ArrayList<>(rows.stream().map(Row::ratedMicros).toList());
    values.add(
        all.ratedMicros().subtract(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    List<BigDecimal> shares = Shares.percent(values);
    List<Report.DetailLine> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      lines.add(
          new Report.DetailLine(
              String.valueOf(row.detail()),
              row.pi(),
              row.attempts(),
              row.notCharged(),
              plain(row.cpuMicros()),
              plain(row.ratedMicros()),
              ServiceUnits.of(row.ratedMicros()),
              shares.get(i)));
    }
    return lines;
  }

  private List<Report.Interval> intervals() {
    List<Span> parts = named.period().intervals(request.legacy());
    List<BigDecimal> rated = new ArrayList<>();
    parts.forEach(part -> rated.add(BigDecimal.ZERO));
    for (Row row : used.days()) {
      int place = place(parts, Objects.requireNonNull(row.day()));
      rated.set(place, rated.get(place).add(row.ratedMicros()));
    }
    List<Report.Interval> intervals = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal supplied = capacity.ratedMicros(parts.get(i));
      uses.add(new Forecast.Use(parts.get(i), rated.get(i)));
      intervals.add(
          new Report.Interval(
              parts.get(i).from(),
              parts.get(i).until(),
              plain(rated.get(i)),
              ServiceUnits.of(rated.get(i)),
              ServiceUnits.of(supplied),
              Utilization.percent(rated.get(i), supplied)));
    }
    return intervals;
  }

  /** The interval a daily sum belongs to: its inner bounds are midnights, so it is one. */
  private static int place(List<Span> parts, LocalDate day) {
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    int place = 0;
    while (place + 1 < parts.size() && !parts.get(place + 1).from().isAfter(midnight)) {
      place++;
    }
    return place;
  }

  private static Map<String, Tally> byPi(List<Row> rows) {
    Map<String, Tally> byPi = new LinkedHashMap<>();
    for (Row row : rows) {
      byPi.merge(row.pi() == null ? NOBODY : row.pi(), Tally.of(row), Tally::plus);
    }
    return byPi;
  }

  private static Tally tally(Map<String, Tally> tallies, String pi) {
    return tallies.getOrDefault(pi, Tally.NOTHING);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
