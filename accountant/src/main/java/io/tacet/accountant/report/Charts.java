package io.tacet.accountant.report;

import io.tacet.accountant.chart.Chart;
import java.util.List;

/** The charts of a column. Pure. */
final class Charts {

  private Charts() {}

  static Chart.Donut donut(Report.Column column) {
    return new Chart.Donut("Usage by PI, " + Headings.of(column), slices(column));
  }

  static Chart.Bars bars(Report.Column column) {
    return new Chart.Bars("Usage by PI in SU, " + Headings.of(column), slices(column));
  }

  static Chart.Line line(Report.Column column) {
    return new Chart.Line(
        "Utilization in percent, " + Headings.of(column),
        column.intervals().stream()
            .map(one -> new Chart.Point(one.from(), one.until(), one.utilizationPercent()))
            .toList(),
        List.of(column.first().toString(), column.last().toString()));
  }

  private static List<Chart.Slice> slices(Report.Column column) {
    return column.pis().stream()
        .map(
            pi ->
                new Chart.Slice(
                    pi.alias(), pi.ratedMicros(), Figures.amount(pi.serviceUnits()) + " SU"))
        .toList();
  }
}
