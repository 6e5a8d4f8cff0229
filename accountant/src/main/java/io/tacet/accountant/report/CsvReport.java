package io.tacet.accountant.report;

import io.tacet.accountant.dated.Words;
import io.tacet.accountant.period.Span;
import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkLoad;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report as one CSV table (RFC 4180): a row per PI, project or user, total, jobs on several
 * nodes, interval and machine without a rate, and one for the forecast. Where it was asked what
 * bounded the work, a row per project with the figures and one for each class's share of its time,
 * in columns that no other report has. Pure.
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

  private static final List<String> OF_CLASSES =
      List.of(
          "class",
          "time_percent",
          "phases",
          "seconds",
          "cpu_share",
          "memory_share",
          "memory_stall",
          "disk_bytes_per_second",
          "disk_stall",
          "network_bytes_per_second");

  private CsvReport() {}

  static String write(Report report) {
    int width = HEADER.size() + (report.classTerms() == null ? 0 : OF_CLASSES.size());
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(HEADER.stream(), OF_CLASSES.stream()).limit(width).toList());
    for (Report.Column column : report.periods()) {
      column.pis().forEach(pi -> rows.add(pi(column, pi)));
      column.details().forEach(detail -> rows.add(detail(report, column, detail)));
      List<UseSummary> uses = column.uses();
      if (uses != null) {
        uses.forEach(use -> rows.addAll(use(column, use)));
      }
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
    return rows.stream().map(row -> line(row, width)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int width) {
    return Stream.concat(row.stream(), Stream.generate(() -> ""))
            .limit(width)
            .map(CsvReport::quoted)
            .collect(Collectors.joining(","))
        + "\r\n";
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

  private static List<List<String>> use(Report.Column column, UseSummary use) {
    List<List<String>> rows = new ArrayList<>();
    WorkLoad load = use.load();
    rows.add(
        classRow(
            column,
            "classes",
            use,
            use.workClass(),
            null,
            use.phases(),
            load.seconds(),
            load.cpuShare(),
            load.memoryShare(),
            load.memoryStall(),
            load.diskBytesPerSecond(),
            load.diskStall(),
            load.networkBytesPerSecond()));
    use.percentByClass()
        .forEach(
            (workClass, percent) ->
                rows.add(classRow(column, "class_time", use, workClass, percent)));
    return rows;
  }

  private static List<String> classRow(
      Report.Column column, String row, UseSummary use, @Nullable Object... values) {
    return Stream.concat(
            cells(row, column.name(), column.from(), column.until(), use.project()).stream(),
            Arrays.stream(values).map(CsvReport::cell))
        .toList();
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
    if (value instanceof Double number) {
      return Words.plain(BigDecimal.valueOf(number)).toPlainString();
    }
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
