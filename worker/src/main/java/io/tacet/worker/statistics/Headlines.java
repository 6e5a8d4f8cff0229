package io.tacet.worker.statistics;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The few figures worth showing: per phase the mean over the repeats, and how far they differ. */
public final class Headlines {

  private final List<String> shown;

  /**
   * Shows some metrics.
   *
   * @param shown names, in the order in which they are shown
   */
  public Headlines(List<String> shown) {
    this.shown = List.copyOf(shown);
  }

  /** Picks and averages, phase by phase in the order they ran. */
  public List<HeadlineValue> of(List<MetricStatistics> statistics) {
    Map<String, Map<String, List<MetricStatistics>>> byPhase = new LinkedHashMap<>();
    for (MetricStatistics one : statistics) {
      if (shown.contains(one.getMetric()) && one.getDetail() == null) {
        byPhase
            .computeIfAbsent(one.getPhase(), phase -> new LinkedHashMap<>())
            .computeIfAbsent(one.getMetric(), metric -> new ArrayList<>())
            .add(one);
      }
    }
    List<HeadlineValue> headlines = new ArrayList<>();
    byPhase.forEach(
        (phase, metrics) -> {
          for (String metric : shown) {
            List<MetricStatistics> repeats = metrics.getOrDefault(metric, List.of());
            if (!repeats.isEmpty()) {
              headlines.add(headline(phase, metric, repeats));
            }
          }
        });
    return headlines;
  }

  private static HeadlineValue headline(
      String phase, String metric, List<MetricStatistics> repeats) {
    Summary summary = Summary.of(repeats.stream().mapToDouble(MetricStatistics::getMean).toArray());
    HeadlineValue headline =
        HeadlineValue.newBuilder()
            .setPhase(phase)
            .setMetric(metric)
            .setUnit(repeats.get(0).getUnit())
            .setValue(summary.mean())
            .build();
    OptionalDouble deviation = summary.relativeDeviation();
    if (deviation.isPresent()) {
      headline.setRelativeDeviation(deviation.getAsDouble());
    }
    return headline;
  }
}
