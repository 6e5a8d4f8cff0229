package io.tacet.accountant.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of the tables, as people read them. Pure. */
final class PiCells {

  /** Over the cells of a PI. */
  static final List<String> HEADINGS =
      List.of(
          "PI",
          "SU",
          "Share of usage",
          "Contribution",
          "Share",
          "Subscription",
          "Idle SU",
          "Jobs",
          "CPU hours");

  /** In place of the PI of what belongs to none. */
  static final String NOBODY = "(no PI)";

  private PiCells() {}

  static List<String> of(Report.PiLine line) {
    return List.of(
        line.alias(),
        Figures.amount(line.serviceUnits()),
        Figures.percent(line.usagePercent()),
        Figures.points(line.contribution()),
        Figures.percent(line.contributionPercent()),
        line.subscription(),
        Figures.amount(line.idleServiceUnits()),
        Figures.count(line.attempts()),
        Figures.cpuHours(line.cpuMicros()));
  }

  /** What was supplied and not used. */
  static List<String> idle(Report.Column column) {
    String idle = Figures.amount(column.idleServiceUnits());
    return List.of("(idle)", idle, "", "", "", "", idle, "", "");
  }

  static List<String> total(Report report, Report.Column column) {
    return List.of(
        report.projects().isEmpty() && report.users().isEmpty() ? "all usage" : "all shown",
        Figures.amount(column.serviceUnits()),
        "",
        "",
        "",
        "",
        "",
        Figures.count(column.attempts()),
        Figures.cpuHours(column.cpuMicros()));
  }

  /** Of each project or user, with the PIs by the names of the table above. */
  static List<List<String>> details(Report.Column column) {
    Map<String, String> aliases = new HashMap<>();
    for (Report.PiLine line : column.pis()) {
      if (line.pi() != null) {
        aliases.put(line.pi(), line.alias());
      }
    }
    return column.details().stream()
        .map(
            line -> {
              String pi = line.pi();
              return of(line, pi == null ? NOBODY : aliases.getOrDefault(pi, pi));
            })
        .toList();
  }

  private static List<String> of(Report.DetailLine line, String pi) {
    return List.of(
        line.key(),
        pi,
        Figures.count(line.attempts()),
        Figures.cpuHours(line.cpuMicros()),
        Figures.amount(line.serviceUnits()),
        Figures.percent(line.usagePercent()));
  }
}
