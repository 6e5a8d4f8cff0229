package io.tacet.accountant.report;

import io.tacet.accountant.period.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as one CSV table (RFC 4180): a row per PI, project or user, total, jobs on several
 * nodes, interval and machine without a rate, and one for the forecast. Pure.
 */
final class CsvReport {

  private static final List<String> HEADER =
      List.of(
          "row",
          "period",
          "from",
          "until",
          "key",
          "pi",
          "alias",
          "attempts",
          "not_charged",
          "cpu_micros",
          "rated_micros",
          "service_units",
          "usage_percent",
          "contribution",
          "contribution_percent",
          "subscription",
          "idle_service_units",
          "capacity_service_units",
          "utilization_percent",
          "measured",
          "energy_microjoules");

  private CsvReport() {}

  static String write(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Report.Column column : report.periods()) {
      column.pis().forEach(pi -> rows.add(pi(column, pi)));
      column.details().forEach(detail -> rows.add(detail(report, column, detail)));
      rows.add(total(column));
      if (column.hasSeveralNodes()) {
        rows.add(severalNodes(column));
      }
      column.intervals().forEach(interval -> rows.add(interval(column, interval)));
      column.unratedMachines().forEach(machine -> rows.add(unrated(column, machine)));
    }
    if (!report.periods().isEmpty()) {
      rows.add(forecast(report.periods().get(report.periods().size() - 1), report.outlook()));
    }
    return rows.stream()
        .map(row -> row.stream().map(CsvReport::quoted).collect(Collectors.joining(",")) + "\r\n")
        .collect(Collectors.joining());
  }

  private static List<String> pi(Report.Column column, Report.PiLine pi) {
    return cells(
        "pi",
        column.name(),
        column.from(),
        column.until(),
        pi.pi(),
        pi.pi(),
        pi.alias(),
        pi.attempts(),
        pi.notCharged(),
        pi.cpuMicros(),
        pi.ratedMicros(),
        pi.serviceUnits(),
        pi.usagePercent(),
        pi.contribution(),
        pi.contributionPercent(),
        pi.subscription(),
        pi.idleServiceUnits(),
        null,
        null,
        pi.measured(),
        pi.energyMicrojoules());
  }

  private static List<String> detail(
      Report report, Report.Column column, Report.DetailLine detail) {
    return cells(
        report.by(),
        column.name(),
        column.from(),
        column.until(),
        detail.key(),
        detail.pi(),
        null,
        detail.attempts(),
        detail.notCharged(),
        detail.cpuMicros(),
        detail.ratedMicros(),
        detail.serviceUnits(),
        detail.usagePercent());
  }

  private static List<String> total(Report.Column column) {
    return cells(
        "all",
        column.name(),
        column.from(),
        column.until(),
        null,
        null,
        null,
        column.attempts(),
        column.notCharged(),
        column.cpuMicros(),
        column.ratedMicros(),
        column.serviceUnits(),
        null,
        null,
        null,
        null,
        column.idleServiceUnits(),
        column.capacityServiceUnits(),
        column.utilizationPercent(),
        column.measured(),
        column.energyMicrojoules());
  }

  private static List<String> interval(Report.Column column, Report.Interval interval) {
    return cells(
        "interval",
        column.name(),
        interval.from(),
        interval.until(),
        null,
        null,
        null,
        null,
        null,
        null,
        interval.ratedMicros(),
        interval.serviceUnits(),
        null,
        null,
        null,
        null,
        null,
        interval.capacityServiceUnits(),
        interval.utilizationPercent());
  }

  private static List<String> severalNodes(Report.Column column) {
    return cells(
        "several_nodes",
        column.name(),
        column.from(),
        column.until(),
        null,
        null,
        null,
        column.severalNodes(),
        null,
        null,
        column.severalNodesRatedMicros(),
        column.severalNodesServiceUnits());
  }

  private static List<String> unrated(Report.Column column, String machine) {
    return cells("unrated", column.name(), column.from(), column.until(), machine);
  }

  /** From the end of the period it rests on until the day the cluster is full. */
  private static List<String> forecast(Report.Column column, Report.Outlook outlook) {
    LocalDate day = outlook.day();
    return cells(
        "forecast",
        column.name(),
        column.until(),
        day == null ? null : Span.midnight(day),
        outlook.outcome(),
        null,
        outlook.sentence());
  }

  /** The rest of the columns is empty. */
  private static List<String> cells(@Nullable Object... values) {
    return Arrays.stream(Arrays.copyOf(values, HEADER.size())).map(CsvReport::cell).toList();
  }

  private static String cell(@Nullable Object value) {
    return value == null
        ? ""
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** What a spreadsheet would take for a formula is shown to it as text. */
  private static String quoted(String cell) {
    String safe =
        cell.matches("(?s)[=+@\\t\\r-].*") && !cell.matches("-?[0-9.]+") ? "'" + cell : cell;
    return safe.matches("(?s).*[,\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
