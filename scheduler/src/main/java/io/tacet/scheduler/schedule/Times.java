package io.tacet.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sequence of times, in order, perhaps without an end. Immutable. */
@FunctionalInterface
public interface Times {

  /** The first one after a time. */
  Optional<Instant> next(Instant after);

  /** One time only. */
  static Times once(Instant at) {
    return after -> at.isAfter(after) ? Optional.of(at) : Optional.empty();
  }

  /** The first ones after a time. */
  default List<Instant> next(Instant after, int count) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> one = next(after);
    while (one.isPresent() && times.size() < count) {
      times.add(one.get());
      one = next(one.get());
    }
    return times;
  }

  /**
   * The last ones from one time to another, both included. Looks at the last hour, then at four
   * times as much, and so on, so that a year of minutes is not gone through for its last one.
   *
   * @return in order
   */
  default List<Instant> last(Instant from, Instant to, int most) {
    Duration span = Duration.ofHours(1);
    while (true) {
      Instant begin = to.minus(span).isAfter(from) ? to.minus(span) : from;
      List<Instant> times = new ArrayList<>();
      Optional<Instant> one = next(begin.minusNanos(1));
      while (one.isPresent() && !one.get().isAfter(to)) {
        times.add(one.get());
        one = next(one.get());
      }
      if (times.size() >= most || !begin.isAfter(from)) {
        return times.subList(Math.max(0, times.size() - most), times.size());
      }
      span = span.multipliedBy(4);
    }
  }
}
