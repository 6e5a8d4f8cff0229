package io.tacet.accountant.graphite;

import io.tacet.schema.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path of a series: {@code prefix.host.sensor.field}. Host is the machine's id, sensor the
 * metric, field its detail; a series of the whole machine has no field. Parts hold letters, digits,
 * {@code _} and {@code -}; anything else becomes {@code _}, so that no dot, space or line end can
 * break a path or a line. Immutable.
 */
final class GraphitePaths {

  /** A path's part is a name in a file system, with {@code .wsp} behind it. */
  private static final int LONGEST_PART = 200;

  private final @Nullable String prefix;
  private final boolean fructosa;
  private final List<String> except;

  GraphitePaths(GraphiteSettings settings) {
    this.prefix = settings.prefix().orElse(null);
    this.fructosa = settings.names() == GraphiteSettings.PathNames.FRUCTOSA;
    this.except = settings.except().map(List::copyOf).orElse(List.of());
  }

  /** The path; empty where the metric is left out. */
  Optional<String> of(MetricSeries series) {
    String metric = series.getMetric();
    if (except.stream().anyMatch(metric::startsWith)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    if (prefix != null) {
      parts.add(prefix);
    }
    parts.add(clean(series.getMachine()));
    parts.addAll(names(metric, series.getDetail()));
    return Optional.of(String.join(".", parts));
  }

  private List<String> names(String metric, @Nullable String detail) {
    Optional<List<String>> theirs = fructosa ? FructosaNames.of(metric, detail) : Optional.empty();
    List<String> names =
        theirs.orElseGet(() -> detail == null ? List.of(metric) : List.of(metric, detail));
    return names.stream().map(GraphitePaths::clean).toList();
  }

  private static String clean(String part) {
    String known = part.replaceAll("[^A-Za-z0-9_-]", "_");
    String some = known.isEmpty() ? "_" : known;
    return some.length() <= LONGEST_PART ? some : some.substring(0, LONGEST_PART);
  }
}
