package io.tacet.worker.statistics;

import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The energies worth showing: per source the whole energy of a phase, µJ, and its mean power, mW,
 * under the name of the energy with {@code _power_} for {@code _energy_}, as GMT derives it. Of a
 * scenario with a phase RUNTIME that phase's only, else of each measured phase; over the repeats
 * the mean, and how far they differ. Meters of the whole machine come first. Thread-safe.
 */
public final class EnergyHeadlines {

  /** Values shown at most; a status must stay small. All are on the results topic. */
  static final int MOST = 160;

  private static final int LONGEST_DETAIL = 120;
  private static final String RUNTIME = "RUNTIME";
  private static final String ENERGY = "_energy_";
  private static final String WHOLE_MACHINE = "_machine";

  private final Set<String> contained;

  /**
   * Shows all energies but some.
   *
   * @param contained metrics that are part of another one's energy
   */
  public EnergyHeadlines(Set<String> contained) {
    this.contained = Set.copyOf(contained);
  }

  private record Source(String phase, String metric, @Nullable String detail) {}

  /** Picks and averages, phase by phase in the order they ran. */
  public List<HeadlineValue> of(List<MetricStatistics> statistics) {
    boolean runtime = statistics.stream().anyMatch(one -> one.getPhase().equals(RUNTIME));
    Map<String, Map<Source, List<MetricStatistics>>> byPhase = new LinkedHashMap<>();
    for (MetricStatistics one : statistics) {
      if (isShown(one) && (!runtime || one.getPhase().equals(RUNTIME))) {
        byPhase
            .computeIfAbsent(one.getPhase(), phase -> new LinkedHashMap<>())
            .computeIfAbsent(
                new Source(one.getPhase(), one.getMetric(), one.getDetail()),
                source -> new ArrayList<>())
            .add(one);
      }
    }
    List<HeadlineValue> headlines = new ArrayList<>();
    byPhase.values().forEach(sources -> add(headlines, sources));
    return headlines.size() <= MOST ? headlines : List.copyOf(headlines.subList(0, MOST));
  }

  private boolean isShown(MetricStatistics one) {
    return one.getEnergyMicrojoules() != null
        && !contained.contains(one.getMetric())
        && (one.getDetail() == null || one.getDetail().length() <= LONGEST_DETAIL);
  }

  private static void add(
      List<HeadlineValue> headlines, Map<Source, List<MetricStatistics>> sources) {
    sources.entrySet().stream()
        .sorted(Comparator.comparing(entry -> !entry.getKey().metric().endsWith(WHOLE_MACHINE)))
        .forEach(
            entry -> {
              Source source = entry.getKey();
              List<MetricStatistics> repeats = entry.getValue();
              headlines.add(
                  headline(
                      source,
                      source.metric(),
                      "µJ",
                      repeats.stream()
                          .map(MetricStatistics::getEnergyMicrojoules)
                          .mapToDouble(Long::doubleValue)
                          .toArray()));
              if (repeats.stream().allMatch(one -> one.getMeanPowerMilliwatts() != null)) {
                headlines.add(
                    headline(
                        source,
                        source.metric().replace(ENERGY, "_power_"),
                        "mW",
                        repeats.stream()
                            .mapToDouble(MetricStatistics::getMeanPowerMilliwatts)
                            .toArray()));
              }
            });
  }

  private static HeadlineValue headline(
      Source source, String metric, String unit, double[] repeats) {
    Summary summary = Summary.of(repeats);
    HeadlineValue headline =
        HeadlineValue.newBuilder()
            .setPhase(source.phase())
            .setMetric(metric)
            .setDetail(source.detail())
            .setUnit(unit)
            .setValue(summary.mean())
            .build();
    OptionalDouble deviation = summary.relativeDeviation();
    if (deviation.isPresent()) {
      headline.setRelativeDeviation(deviation.getAsDouble());
    }
    return headline;
  }
}
