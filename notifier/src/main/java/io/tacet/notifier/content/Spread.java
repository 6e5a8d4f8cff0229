package io.tacet.notifier.content;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Mean and sample standard deviation (n − 1), in two passes.
 *
 * @param deviation empty for a single value
 */
record Spread(double mean, OptionalDouble deviation) {

  /** Of at least one value. */
  static Spread of(double... values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    if (values.length == 1) {
      return new Spread(mean, OptionalDouble.empty());
    }
    double squares = DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(mean, OptionalDouble.of(Math.sqrt(squares / (values.length - 1))));
  }
}
