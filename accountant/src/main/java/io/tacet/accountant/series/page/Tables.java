package io.tacet.accountant.series.page;

import static io.tacet.accountant.chart.Markup.escape;

import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.SeriesView;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of a page as tables, one for each run of a phase. Pure. */
final class Tables {

  /** More are folded up. */
  private static final int MOST_OPEN = 12;

  private Tables() {}

  static void write(StringBuilder html, Sheet sheet) {
    phases(html, sheet);
    boolean reported = !sheet.statistics().isEmpty();
    Map<Run, List<Row>> runs = reported ? reported(sheet) : sampled(sheet);
    html.append("<h2>Statistics</h2>\n<p class=\"dim\">")
        .append(
            reported
                ? "Of all samples of each phase, as its machine reported them."
                : "Of the samples above; the machine has reported none of whole phases.")
        .append("</p>\n");
    runs.forEach((run, rows) -> table(html, run, rows, runs.size() <= MOST_OPEN));
  }

  private static void phases(StringBuilder html, Sheet sheet) {
    if (sheet.phases().isEmpty()) {
      return;
    }
    html.append("<h2>Phases</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>")
        .append("<caption>From the first sample to the last; times in ")
        .append(escape(sheet.zone().toString()))
        .append("</caption>");
    headings(html, List.of("Phase"), List.of("Repeat", "From", "Until", "Length"));
    for (Sheet.Phase phase : sheet.phases()) {
      html.append("<tr><th scope=\"row\" class=\"left\">")
          .append(escape(phase.name()))
          .append("</th>");
      cell(html, Integer.toString(phase.repeat()));
      cell(html, ChartPage.time(phase.from(), sheet.zone()));
      cell(html, ChartPage.time(phase.until(), sheet.zone()));
      cell(html, ChartPage.length(ChronoUnit.MICROS.between(phase.from(), phase.until())));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private static Map<Run, List<Row>> reported(Sheet sheet) {
    Map<Run, List<Row>> runs = new LinkedHashMap<>();
    for (PhaseStatistics one : sheet.statistics()) {
      runs.computeIfAbsent(new Run(one.phase(), one.repeat()), run -> new ArrayList<>())
          .add(
              new Row(
                  one.metric(),
                  Objects.requireNonNullElse(one.detail(), ""),
                  one.unit(),
                  one.count(),
                  one.mean(),
                  one.standardDeviation(),
                  one.min(),
                  one.max(),
                  one.energyMicrojoules(),
                  one.meanPowerMilliwatts()));
    }
    return runs;
  }

  private static Map<Run, List<Row>> sampled(Sheet sheet) {
    boolean several = sheet.machines().size() > 1;
    Map<Run, List<Row>> runs = new LinkedHashMap<>();
    for (SeriesView.Line line : sheet.view().series()) {
      long count = line.count().stream().mapToLong(Long::longValue).sum();
      double sum = 0;
      for (int i = 0; i < line.mean().size(); i++) {
        sum += line.mean().get(i) * (double) line.count().get(i);
      }
      runs.computeIfAbsent(
              new Run(Objects.requireNonNullElse(line.phase(), ""), line.repeat()),
              run -> new ArrayList<>())
          .add(
              new Row(
                  line.metric(),
                  ChartData.name(line, several),
                  line.unit(),
                  count,
                  sum / (double) count,
                  null,
                  line.min().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN),
                  line.max().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
                  null,
                  null));
    }
    return runs;
  }

  private static void table(StringBuilder html, Run run, List<Row> rows, boolean open) {
    boolean deviates = rows.stream().anyMatch(row -> row.deviation() != null);
    boolean energy = rows.stream().anyMatch(row -> row.energy() != null);
    List<String> figures = new ArrayList<>(List.of("Samples", "Mean"));
    if (deviates) {
      figures.add("Deviation");
    }
    figures.addAll(List.of("Min", "Max", "Unit"));
    if (energy) {
      figures.addAll(List.of("Energy", "Mean power"));
    }
    html.append("<details").append(open ? " open" : "").append("><summary>");
    html.append(escape(run.name()));
    html.append("</summary>\n<div class=\"scroll\" tabindex=\"0\"><table>");
    html.append("<caption>Statistics of ").append(escape(run.name())).append("</caption>");
    headings(html, List.of("Metric", "Detail"), figures);
    for (Row row : rows) {
      Scale scale = Scale.of(row.unit(), Math.max(Math.abs(row.min()), Math.abs(row.max())));
      html.append("<tr><th scope=\"row\" class=\"left\">")
          .append(escape(row.metric()))
          .append("</th><td class=\"left\">")
          .append(escape(row.detail()))
          .append("</td>");
      cell(html, new Scale("", 1).show((double) row.count()));
      cell(html, scale.show(row.mean()));
      if (deviates) {
        cell(html, row.deviation() == null ? "" : scale.show(row.deviation()));
      }
      cell(html, scale.show(row.min()));
      cell(html, scale.show(row.max()));
      cell(html, scale.unit());
      if (energy) {
        cell(html, amount(row.energy(), "µJ"));
        cell(html, amount(row.power(), "mW"));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div></details>\n");
  }

  private static void headings(StringBuilder html, List<String> left, List<String> right) {
    html.append("<thead><tr>");
    left.forEach(
        one -> html.append("<th scope=\"col\" class=\"left\">").append(one).append("</th>"));
    right.forEach(one -> html.append("<th scope=\"col\">").append(one).append("</th>"));
    html.append("</tr></thead><tbody>\n");
  }

  private static String amount(@Nullable Number value, String unit) {
    if (value == null) {
      return "";
    }
    Scale scale = Scale.of(unit, value.doubleValue());
    return scale.show(value.doubleValue()) + " " + scale.unit();
  }

  private static void cell(StringBuilder html, String text) {
    html.append("<td>").append(escape(text)).append("</td>");
  }

  /**
   * A run of a phase.
   *
   * @param phase empty: an idle machine
   */
  private record Run(String phase, int repeat) {
    String name() {
      return phase.isEmpty() ? "While idle" : repeat > 1 ? phase + ", repeat " + repeat : phase;
    }
  }

  /** Figures in the unit; energy in µJ, power in mW. */
  private record Row(
      String metric,
      String detail,
      String unit,
      long count,
      double mean,
      @Nullable Double deviation,
      double min,
      double max,
      @Nullable Long energy,
      @Nullable Double power) {}
}
