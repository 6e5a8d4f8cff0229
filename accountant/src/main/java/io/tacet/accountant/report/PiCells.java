package io.tacet.accountant.report;

import java.util.List;

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

  static List<String> total(Report.Column column) {
    return List.of(
        "all usage",
        Figures.amount(column.serviceUnits()),
        "",
        "",
        "",
        "",
        "",
        Figures.count(column.attempts()),
        Figures.cpuHours(column.cpuMicros()));
  }

  static List<String> of(Report.DetailLine line) {
    return List.of(
        line.key(),
        line.pi() == null ? "(no PI)" : line.pi(),
        Figures.count(line.attempts()),
        Figures.cpuHours(line.cpuMicros()),
        Figures.amount(line.serviceUnits()),
        Figures.percent(line.usagePercent()));
  }
}
