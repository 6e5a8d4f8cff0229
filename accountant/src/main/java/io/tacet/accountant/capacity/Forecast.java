package io.tacet.accountant.capacity;

import io.tacet.accountant.period.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the cluster is full: the straight line through the use of the intervals (least squares, use
 * per time at the middle of each) reaches what the hardware supplies at the end. Immutable.
 *
 * @param outcome what the line says
 * @param day when it is full, UTC; null unless {@link Outcome#FULL_ON}
 */
public record Forecast(Outcome outcome, @Nullable LocalDate day) {

  /** Fewer say nothing of a direction. */
  private static final int LEAST_POINTS = 3;

  /** Further away than this is "never" to anybody who buys hardware. */
  private static final long MOST_DAYS = 20 * 365;

  private static final MathContext PRECISE = MathContext.DECIMAL128;
  private static final BigDecimal MICROS_PER_DAY = new BigDecimal("86400000000");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** What there is to say. */
  public enum Outcome {
    /** Less than three intervals, or no hardware: nothing. */
    UNKNOWN,
    /** The use is not growing, or so slowly that it takes more than twenty years. */
    NEVER,
    /** It is full on {@link Forecast#day}. */
    FULL_ON,
    /** The line is at or above what the hardware supplies already. */
    FULL_NOW
  }

  /**
   * From the use of intervals.
   *
   * @param speedAtEnd reference processors at the end
   */
  public static Forecast of(List<Use> uses, BigDecimal speedAtEnd) {
    List<Use> points = uses.stream().filter(use -> use.span().micros().signum() > 0).toList();
    if (points.size() < LEAST_POINTS || speedAtEnd.signum() <= 0) {
      return new Forecast(Outcome.UNKNOWN, null);
    }
    Instant origin = points.get(0).span().from();
    Instant end = points.get(points.size() - 1).span().until();
    BigDecimal count = BigDecimal.valueOf(points.size());
    BigDecimal meanX = BigDecimal.ZERO;
    BigDecimal meanY = BigDecimal.ZERO;
    for (Use use : points) {
      meanX = meanX.add(middle(origin, use.span()));
      meanY = meanY.add(use.speed());
    }
    meanX = meanX.divide(count, PRECISE);
    meanY = meanY.divide(count, PRECISE);
    BigDecimal above = BigDecimal.ZERO;
    BigDecimal below = BigDecimal.ZERO;
    for (Use use : points) {
      BigDecimal x = middle(origin, use.span()).subtract(meanX);
      above = above.add(x.multiply(use.speed().subtract(meanY)));
      below = below.add(x.multiply(x));
    }
    BigDecimal slope = above.divide(below, PRECISE);
    BigDecimal endX = new Span(origin, end).micros().divide(MICROS_PER_DAY, PRECISE);
    BigDecimal atEnd = meanY.add(slope.multiply(endX.subtract(meanX)));
    BigDecimal missing = speedAtEnd.subtract(atEnd);
    if (missing.signum() <= 0) {
      return new Forecast(Outcome.FULL_NOW, null);
    }
    if (slope.signum() <= 0
        || missing.compareTo(slope.multiply(BigDecimal.valueOf(MOST_DAYS))) > 0) {
      return new Forecast(Outcome.NEVER, null);
    }
    long days = missing.divide(slope, 0, RoundingMode.CEILING).longValueExact();
    return new Forecast(Outcome.FULL_ON, LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(days));
  }

  /** Days from the origin to the middle of a span. */
  private static BigDecimal middle(Instant origin, Span span) {
    return new Span(origin, span.from())
        .micros()
        .add(span.micros().divide(TWO, PRECISE))
        .divide(MICROS_PER_DAY, PRECISE);
  }

  /**
   * What was used in an interval.
   *
   * @param ratedMicros processor-µs × rate
   */
  public record Use(Span span, BigDecimal ratedMicros) {
    BigDecimal speed() {
      return ratedMicros.divide(span.micros(), PRECISE);
    }
  }
}
