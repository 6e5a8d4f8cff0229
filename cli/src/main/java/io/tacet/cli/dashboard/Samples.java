package io.tacet.cli.dashboard;

/**
 * Queries of samples. A chunk's times stand beside the sample's, so that chunks of other times are
 * not read; a mean weighs each bucket by the samples in it.
 */
final class Samples {

  private static final String FROM =
      """
      FROM accountant.board_sample
      WHERE %s AND metric %s
        AND chunk_ended_at >= $__timeFrom() AND chunk_started_at <= $__timeTo() AND $__timeFilter(time)
      GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private final String machines;
  private final String name;

  private Samples(String machines, String name) {
    this.machines = machines;
    this.name = name;
  }

  /** Of all machines, a line each. */
  static Samples ofAll() {
    return new Samples("machine IS NOT NULL", "machine");
  }

  /** Of the dashboard's machine, a line per detail. */
  static Samples ofOne() {
    return new Samples("machine = " + Variable.NAME, "coalesce(detail, metric)");
  }

  /** The mean, divided by something. */
  String mean(String metric, String divisor) {
    return select("sum(value * count) / sum(count) / " + divisor, "= '" + metric + "'");
  }

  /** The greatest, divided by something. */
  String greatest(String metric, String divisor) {
    return select("max(maximum) / " + divisor, "= '" + metric + "'");
  }

  /** What a metric of growth grew by in a second, divided by something. */
  String growth(String metric, String divisor) {
    return select("sum(value * count) * 1000 / $__interval_ms / " + divisor, "= '" + metric + "'");
  }

  /** Watts from energies in µJ, of all metrics whose names have this form, a line each. */
  String watts(String like) {
    return new Samples(machines, "concat_ws(' ', " + ofWhat() + ", metric, detail)")
        .select("sum(value * count) / 1000 / $__interval_ms", "LIKE '" + like + "'");
  }

  private String ofWhat() {
    return name.equals("machine") ? "machine" : "NULL";
  }

  private String select(String value, String metric) {
    return "SELECT $__timeGroupAlias(time, $__interval), %s AS metric, %s AS value\n"
            .formatted(name, value)
        + FROM.formatted(machines, metric);
  }
}
