package io.tacet.cli.dashboard;

import java.util.List;

/**
 * Queries of samples, and the panels that show one machine's and all machines' alike. A chunk's
 * times stand beside the sample's, so that chunks of other times are not read; a mean weighs each
 * bucket by the samples in it.
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

  /** How busy the CPUs are, and how much memory is in use. */
  List<Panel> cpuAndMemory() {
    return List.of(
        Panel.lines(
            "CPU",
            "Busy share of all CPUs' time.",
            "percent",
            mean("cpu_utilization_procfs_system", "100")),
        Panel.lines(
            "Memory in use",
            "What is not available.",
            "bytes",
            mean("memory_used_procfs_system", "1")));
  }

  /** What its meters say. */
  Panel power() {
    return Panel.lines(
            "Power",
            "By each meter a machine has; they contain each other.",
            "watt",
            watts("%\\_energy\\_%"))
        .noFinerThan("1m");
  }

  /**
   * Bytes through network and disks.
   *
   * @param network what the network's lines are
   * @param disks what the disks' lines are
   */
  List<Panel> traffic(String network, String disks) {
    return List.of(
        Panel.lines("Network", network, "Bps", growth("network_io_procfs_system", "1"))
            .noFinerThan("1m"),
        Panel.lines("Disks", disks, "Bps", growth("disk_io_procfs_system", "1")).noFinerThan("1m"));
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
