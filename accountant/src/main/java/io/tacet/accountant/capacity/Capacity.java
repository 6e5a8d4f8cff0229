package io.tacet.accountant.capacity;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.hardware.Processors;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.rate.Rate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * What the hardware could supply over a span: processors × rate × time installed and enabled, of
 * every machine (of a cluster), dated by midnights UTC. Exact. Immutable.
 */
public final class Capacity {

  private final List<Stretch> stretches;

  private Capacity(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  /**
   * Over a span.
   *
   * @param cluster whose machines count; null: all
   */
  public static Capacity over(
      Span span,
      Timelines<Processors> hardware,
      Timelines<Rate> rates,
      Timelines<Machines> clusters,
      @Nullable String cluster) {
    NavigableSet<LocalDate> changes = hardware.days();
    changes.addAll(rates.days());
    changes.addAll(clusters.days());
    List<Stretch> stretches = new ArrayList<>();
    for (Span part : span.splitAt(changes)) {
      stretches.add(
          new Stretch(part, speed(part.day(), hardware, rates, members(clusters, cluster, part))));
    }
    return new Capacity(stretches);
  }

  /** Processor-µs × rate it could supply within a span. */
  public BigDecimal ratedMicros(Span within) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Stretch stretch : stretches) {
      sum = sum.add(stretch.speed().multiply(stretch.span().within(within).micros()));
    }
    return sum;
  }

  /** Reference processors it amounts to at its end. */
  public BigDecimal speedAtEnd() {
    return stretches.get(stretches.size() - 1).speed();
  }

  private static @Nullable List<String> members(
      Timelines<Machines> clusters, @Nullable String cluster, Span part) {
    if (cluster == null) {
      return null;
    }
    Machines machines = clusters.at(cluster, part.day());
    return machines == null ? List.of() : machines.machines();
  }

  private static BigDecimal speed(
      LocalDate day,
      Timelines<Processors> hardware,
      Timelines<Rate> rates,
      @Nullable List<String> members) {
    BigDecimal speed = BigDecimal.ZERO;
    for (String machine : members == null ? hardware.subjects() : members) {
      Processors processors = hardware.at(machine, day);
      if (processors != null && processors.working() > 0) {
        Rate rate = rates.at(machine, day);
        speed =
            speed.add(
                BigDecimal.valueOf(processors.working())
                    .multiply(rate == null ? BigDecimal.ONE : rate.rate()));
      }
    }
    return speed;
  }

  /**
   * A time in which nothing changes.
   *
   * @param speed reference processors
   */
  private record Stretch(Span span, BigDecimal speed) {}
}
