package io.tacet.notifier.chart;

import java.util.List;

/**
 * Bars below each other on one scale from 0, each with a second, thinner one. Immutable.
 *
 * @param first what the bars are, for the legend
 * @param second what the thinner bars are
 */
public record BarChart(String first, String second, List<Bar> bars) {

  /** Copies the bars. */
  public BarChart {
    bars = List.copyOf(bars);
  }

  /**
   * One bar.
   *
   * @param label what it is about
   * @param text its value in words
   * @param value its length, 0 or more
   * @param deviation half the length of the whisker at its end; 0 for none
   * @param second length of the thinner bar; 0 for none
   */
  public record Bar(String label, String text, double value, double deviation, double second) {}

  /** The longest there is, whiskers included. */
  double longest() {
    return bars.stream()
        .mapToDouble(bar -> Math.max(bar.value() + bar.deviation(), bar.second()))
        .max()
        .orElse(0);
  }
}
