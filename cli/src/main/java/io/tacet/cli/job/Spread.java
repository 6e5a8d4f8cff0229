package io.tacet.cli.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mean and sample standard deviation (n−1). Immutable.
 *
 * @param count number of values
 * @param mean in the values' unit
 * @param deviation in the values' unit; null with fewer than two
 */
public record Spread(long count, double mean, @Nullable Double deviation) {

  /**
   * Of single values.
   *
   * @param values at least one
   */
  public static Spread of(List<Long> values) {
    return merge(values.stream().map(value -> new Spread(1, value, null)).toList());
  }

  /**
   * Of all values that several spreads were made from. Exact, not an approximation: within and
   * between sums of squares are added.
   *
   * @param parts at least one, each of at least one value
   */
  public static Spread merge(List<Spread> parts) {
    long count = parts.stream().mapToLong(Spread::count).sum();
    double mean = parts.stream().mapToDouble(part -> part.mean * part.count).sum() / count;
    double squares =
        parts.stream()
            .mapToDouble(
                part ->
                    part.count * Math.pow(part.mean - mean, 2)
                        + (part.deviation == null
                            ? 0
                            : (part.count - 1) * Math.pow(part.deviation, 2)))
            .sum();
    return new Spread(count, mean, count < 2 ? null : Math.sqrt(squares / (count - 1)));
  }

  /** Deviation ÷ mean; null where there is none. */
  public @Nullable Double relative() {
    return deviation == null || mean == 0 ? null : deviation / mean;
  }
}
