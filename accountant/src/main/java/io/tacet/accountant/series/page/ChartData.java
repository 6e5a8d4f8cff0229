package io.tacet.accountant.series.page;

import io.tacet.contract.rest.SeriesView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the script of a page draws, in the form in which it reads it. Immutable.
 *
 * @param fromMicros begin of the first bucket, µs since 1970, UTC
 * @param bucketMicros width of a bucket, µs
 * @param lengthMicros from the begin of the first bucket to the end of the last one, µs
 * @param offsets seconds east of UTC of the zone, each from a moment on (ms since 1970)
 * @param phases µs after {@code fromMicros}
 */
record ChartData(
    long fromMicros,
    long bucketMicros,
    long lengthMicros,
    String zone,
    List<long[]> offsets,
    List<Phase> phases,
    List<Chart> charts) {

  /** A mean has no more digits than a picture shows; it comes from samples of fewer. */
  private static final MathContext DIGITS = new MathContext(7);

  /**
   * A phase.
   *
   * @param from µs after the page's begin
   * @param until µs after the page's begin
   */
  record Phase(String name, int repeat, long from, long until) {}

  /**
   * A metric.
   *
   * @param unit as shown
   * @param divisor of values in the unit it was measured in
   */
  record Chart(String metric, String unit, double divisor, List<Line> lines) {}

  /**
   * A sensor, or a detail, through all phases; the unit is the measured one.
   *
   * @param at numbers of buckets, ascending, -1: a gap between phases
   * @param min null, as {@code max} and {@code count}: each bucket has one sample
   */
  record Line(
      String name,
      List<Long> at,
      List<@Nullable BigDecimal> mean,
      @Nullable List<@Nullable BigDecimal> min,
      @Nullable List<@Nullable BigDecimal> max,
      @Nullable List<Long> count) {}

  static ChartData of(Sheet sheet) {
    SeriesView view = sheet.view();
    Map<List<String>, Map<String, List<SeriesView.Line>>> metrics = new TreeMap<>(ChartData::order);
    boolean several = sheet.machines().size() > 1;
    for (SeriesView.Line line : view.series()) {
      metrics
          .computeIfAbsent(List.of(line.metric(), line.unit()), metric -> new LinkedHashMap<>())
          .computeIfAbsent(name(line, several), name -> new ArrayList<>())
          .add(line);
    }
    List<Chart> charts = new ArrayList<>();
    metrics.forEach((metric, lines) -> charts.add(chart(metric, lines, view.bucketMicros())));
    long length =
        view.series().stream()
            .mapToLong(line -> line.offsetsMicros().get(line.offsetsMicros().size() - 1))
            .max()
            .orElse(0);
    Instant end = view.from().plus(length + view.bucketMicros(), ChronoUnit.MICROS);
    return new ChartData(
        ChronoUnit.MICROS.between(Instant.EPOCH, view.from()),
        view.bucketMicros(),
        length + view.bucketMicros(),
        sheet.zone().getId(),
        offsets(sheet.zone(), view.from(), end),
        sheet.phases().stream()
            .map(
                phase ->
                    new Phase(
                        phase.name(),
                        phase.repeat(),
                        micros(view.from(), phase.from()),
                        micros(view.from(), phase.until())))
            .toList(),
        charts);
  }

  static String name(SeriesView.Line line, boolean severalMachines) {
    String name = line.detail() == null || line.detail().isEmpty() ? "" : line.detail();
    String machine = severalMachines ? line.machine() : "";
    return name.isEmpty() || machine.isEmpty() ? machine + name : machine + ": " + name;
  }

  private static int order(List<String> one, List<String> other) {
    int first = one.get(0).compareTo(other.get(0));
    return first == 0 ? one.get(1).compareTo(other.get(1)) : first;
  }

  private static Chart chart(
      List<String> metric, Map<String, List<SeriesView.Line>> lines, long width) {
    double greatest =
        lines.values().stream()
            .flatMap(Collection::stream)
            .flatMap(line -> line.max().stream())
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    Scale scale = Scale.of(metric.get(1), greatest);
    return new Chart(
        metric.get(0),
        scale.unit(),
        scale.divisor(),
        lines.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue(), width))
            .toList());
  }

  /** Phases one after the other, with a gap where one ends. */
  private static Line line(String name, List<SeriesView.Line> phases, long width) {
    List<SeriesView.Line> ordered =
        phases.stream().sorted(Comparator.comparing(line -> line.offsetsMicros().get(0))).toList();
    boolean single =
        ordered.stream().flatMap(line -> line.count().stream()).allMatch(count -> count == 1);
    List<Long> at = new ArrayList<>();
    List<@Nullable BigDecimal> mean = new ArrayList<>();
    List<@Nullable BigDecimal> min = new ArrayList<>();
    List<@Nullable BigDecimal> max = new ArrayList<>();
    List<Long> count = new ArrayList<>();
    for (SeriesView.Line line : ordered) {
      if (!at.isEmpty()) {
        at.add(-1L);
        mean.add(BigDecimal.ZERO);
        min.add(BigDecimal.ZERO);
        max.add(BigDecimal.ZERO);
        count.add(0L);
      }
      line.offsetsMicros().forEach(offset -> at.add(offset / width));
      line.mean().forEach(value -> mean.add(figure(value)));
      line.min().forEach(value -> min.add(figure(value)));
      line.max().forEach(value -> max.add(figure(value)));
      count.addAll(line.count());
    }
    return new Line(
        name, at, mean, single ? null : min, single ? null : max, single ? null : count);
  }

  /** Null where it is no number, for which JSON has no word. */
  private static @Nullable BigDecimal figure(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
  }

  private static long micros(Instant from, Instant until) {
    return ChronoUnit.MICROS.between(from, until);
  }

  private static List<long[]> offsets(ZoneId zone, Instant from, Instant until) {
    List<long[]> offsets = new ArrayList<>();
    ZoneOffset first = zone.getRules().getOffset(from);
    offsets.add(
        new long[] {from.minus(Duration.ofDays(1)).toEpochMilli(), first.getTotalSeconds()});
    ZoneOffsetTransition next = zone.getRules().nextTransition(from);
    while (next != null && !next.getInstant().isAfter(until)) {
      offsets.add(
          new long[] {next.getInstant().toEpochMilli(), next.getOffsetAfter().getTotalSeconds()});
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return offsets;
  }
}
