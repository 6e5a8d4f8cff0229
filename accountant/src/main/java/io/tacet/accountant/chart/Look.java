package io.tacet.accountant.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the forms of a chart have in common: colours, what is put together, the scale. Pure. */
final class Look {

  /** Told apart by the colour-blind, too (Okabe and Ito); grey is for the rest. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b3a600");

  private static final String REST = "#8a8a8a";
  private static final String OTHERS = "others";

  private Look() {}

  /** As many as there are colours; the rest together. */
  static List<Chart.Slice> few(List<Chart.Slice> all) {
    List<Chart.Slice> used = all.stream().filter(one -> one.value().signum() > 0).toList();
    if (used.size() <= COLOURS.size()) {
      return used;
    }
    List<Chart.Slice> few = new ArrayList<>(used.subList(0, COLOURS.size()));
    List<Chart.Slice> rest = used.subList(COLOURS.size(), used.size());
    BigDecimal sum = rest.stream().map(Chart.Slice::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    few.add(new Chart.Slice(rest.size() + " " + OTHERS, sum, ""));
    return few;
  }

  static String colour(int place, List<Chart.Slice> slices) {
    return place < COLOURS.size() && place < slices.size() ? COLOURS.get(place) : REST;
  }

  static double ratio(BigDecimal part, BigDecimal whole) {
    return part.divide(whole, 12, RoundingMode.HALF_UP).doubleValue();
  }

  static String shortened(String label) {
    return label.codePointCount(0, label.length()) > 16
        ? label.substring(0, label.offsetByCodePoints(0, 15)) + "…"
        : label;
  }

  /** Percent at the top of a line's scale, 100 at least. */
  static double scale(List<Chart.Point> points) {
    int step = step(points);
    return Math.ceil(top(points) / step) * step;
  }

  /** Percent between two marks. */
  static int step(List<Chart.Point> points) {
    double top = top(points);
    return top > 400 ? (int) Math.ceil(top / 400) * 100 : top > 200 ? 100 : top > 100 ? 50 : 25;
  }

  private static double top(List<Chart.Point> points) {
    return Math.max(
        100,
        points.stream()
            .map(Chart.Point::percent)
            .filter(percent -> percent != null)
            .mapToDouble(BigDecimal::doubleValue)
            .max()
            .orElse(100));
  }
}
