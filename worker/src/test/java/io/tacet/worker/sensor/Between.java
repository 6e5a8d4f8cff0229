package io.tacet.worker.sensor;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a sensor's metrics are between two readings. */
final class Between {

  private Between() {}

  /** Changes what a sensor reads. */
  interface Change {
    void make() throws Exception;
  }

  /** By metric and detail; without those that have no figure. */
  static Map<String, Double> readings(SensorKind kind, Place place, Change change)
      throws Exception {
    return readings(kind, place, Map.of(), change);
  }

  /** With options. */
  static Map<String, Double> readings(
      SensorKind kind, Place place, Map<String, String> given, Change change) throws Exception {
    Options options = new Options(kind.description().options(), given);
    try (Sensor sensor = kind.opener().open(place, options)) {
      long[] before = Reading.of(sensor);
      change.make();
      long[] after = Reading.of(sensor);
      Map<String, Double> figures = new TreeMap<>();
      for (Metric metric : sensor.metrics()) {
        String detail = metric.detail();
        String key = metric.name() + (detail == null ? "" : " " + detail);
        double value = value(metric, before, after);
        if (!Double.isNaN(value)) {
          figures.put(key, value);
        }
      }
      return figures;
    }
  }

  private static double value(Metric metric, long[] before, long[] after) {
    if (metric instanceof Metric.Level level) {
      return missing(after[level.column()]) ? Double.NaN : after[level.column()] * level.factor();
    }
    if (metric instanceof Metric.Growth growth) {
      int column = growth.column();
      return missing(before[column], after[column])
          ? Double.NaN
          : (after[column] - before[column]) * growth.factor();
    }
    Metric.Share share = (Metric.Share) metric;
    double part = after[share.part()] - before[share.part()];
    double whole = after[share.whole()] - before[share.whole()];
    return missing(before[share.part()], after[share.part()])
        ? Double.NaN
        : part / whole * share.scale();
  }

  private static boolean missing(long... values) {
    return Arrays.stream(values).anyMatch(value -> value == Sensor.MISSING);
  }
}
