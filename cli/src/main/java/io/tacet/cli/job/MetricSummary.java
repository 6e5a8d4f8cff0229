package io.tacet.cli.job;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.PhaseStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric in one phase, over all samples of all runs. Immutable.
 *
 * @param detail CPU, device, zone, …; null: the whole machine
 * @param unit of all values
 * @param runs how often the phase ran
 */
public record MetricSummary(
    String phase,
    String metric,
    @Nullable String detail,
    String unit,
    int runs,
    Spread samples,
    double min,
    double max) {

  /** As a table. */
  static final Listing<MetricSummary> LISTING =
      new Listing<>(
          List.of(
              Column.text("PHASE", "phase", MetricSummary::phase),
              Column.text("METRIC", "metric", MetricSummary::metric),
              Column.text("DETAIL", "detail", MetricSummary::detail),
              Column.number("SAMPLES", "samples", row -> row.samples().count()),
              Column.amount(
                  "MEAN",
                  "mean",
                  row -> Amounts.measured(row.samples().mean(), row.unit()),
                  row -> row.samples().mean()),
              Column.amount(
                  "DEVIATION",
                  "standardDeviation",
                  row -> Amounts.measured(row.samples().deviation(), row.unit()),
                  row -> row.samples().deviation()),
              Column.amount(
                  "MIN", "min", row -> Amounts.measured(row.min(), row.unit()), MetricSummary::min),
              Column.amount(
                  "MAX", "max", row -> Amounts.measured(row.max(), row.unit()), MetricSummary::max),
              Column.csvOnly("unit", MetricSummary::unit)));

  /** Of statistics per run, merged over the runs, in the order the phases ran. */
  public static List<MetricSummary> of(List<PhaseStatistics> statistics) {
    Map<Key, List<PhaseStatistics>> grouped = new LinkedHashMap<>();
    for (PhaseStatistics run : statistics) {
      if (run.count() > 0) {
        Key key = new Key(run.phase(), run.metric(), run.detail());
        grouped.computeIfAbsent(key, same -> new ArrayList<>()).add(run);
      }
    }
    return grouped.values().stream().map(MetricSummary::merge).toList();
  }

  /** Whether it was sampled, rather than taken once per run. */
  public boolean isSampled() {
    return samples.count() > runs;
  }

  private static MetricSummary merge(List<PhaseStatistics> runs) {
    PhaseStatistics first = runs.get(0);
    return new MetricSummary(
        first.phase(),
        first.metric(),
        first.detail(),
        first.unit(),
        runs.size(),
        Spread.merge(
            runs.stream()
                .map(run -> new Spread(run.count(), run.mean(), run.standardDeviation()))
                .toList()),
        runs.stream().mapToDouble(PhaseStatistics::min).min().orElseThrow(),
        runs.stream().mapToDouble(PhaseStatistics::max).max().orElseThrow());
  }

  private record Key(String phase, String metric, @Nullable String detail) {}
}
