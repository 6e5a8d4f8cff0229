package io.tacet.accountant.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be drawn. Immutable. */
public sealed interface Chart {

  /** Read out where the picture can't be seen. */
  String title();

  /**
   * A ring of parts of a whole.
   *
   * @param slices none negative, the largest first
   */
  record Donut(String title, List<Slice> slices) implements Chart {}

  /**
   * Bars from left to right, one below the other, in the colours of the ring.
   *
   * @param bars none negative, the largest first
   */
  record Bars(String title, List<Slice> bars) implements Chart {}

  /**
   * A line over time, in percent, with a mark at 100.
   *
   * @param ticks labels of the first and the last moment
   */
  record Line(String title, List<Point> points, List<String> ticks) implements Chart {}

  /**
   * A labelled number.
   *
   * @param shown the number as people read it
   */
  record Slice(String label, BigDecimal value, String shown) {}

  /**
   * A level that holds for a while.
   *
   * @param percent null: there is none; the line is broken there
   */
  record Point(Instant from, Instant until, @Nullable BigDecimal percent) {}
}
