package io.tacet.worker.sensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Energy by RAPL's counters as the kernel shows them ({@code powercap}, not the MSRs themselves,
 * and labelled so). A counter that begins again with 0 is followed round: between two readings it
 * must not do so twice, so there is a longest gap, half the time that takes at the greatest power.
 * After a longer one, or one in which reading failed so long, the energy in between is unknown: a
 * gap in the series, never a guess.
 */
public final class RaplSensor implements Sensor {

  private static final String MICROJOULES = "µJ";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double MICRO = 1e6;

  /** Metrics whose energy is in that of a package. */
  public static final Set<String> CONTAINED = Set.of(RaplZone.CORES, RaplZone.UNCORE);

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
                  "rapl",
                  "Energy of processors and memory by RAPL, read from powercap",
                  "/sys/class/powercap/intel-rapl:*/energy_uj",
                  Paces.ALWAYS,
                  new Field(RaplZone.PACKAGE, MICROJOULES, "energy of a package, growth"),
                  new Field(RaplZone.CORES, MICROJOULES, "of its cores, part of the package's"),
                  new Field(RaplZone.UNCORE, MICROJOULES, "of its graphics, part of it too"),
                  new Field(RaplZone.MEMORY, MICROJOULES, "energy of its memory, growth"),
                  new Field(
                      RaplZone.PLATFORM,
                      MICROJOULES,
                      "energy of the whole platform, the packages' contained in it"))
              .with(
                  new Option(
                      "greatest-watts",
                      Option.Type.COUNT,
                      "1000",
                      "greatest power of a zone, W, by which the longest gap is worked out")),
          (place, options) ->
              new RaplSensor(
                  RaplZone.of(place.sys()), options.count("greatest-watts"), place.nanos()));

  private final List<RaplZone> zones;
  private final SysFiles files;
  private final LongSupplier nanos;
  private final long[] nanosToWrap;
  private final long[] last;
  private final long[] lastAt;
  private final long[] sum;

  private RaplSensor(List<RaplZone> zones, int greatestWatts, LongSupplier nanos)
      throws IOException {
    this.zones = zones;
    this.files = SysFiles.open(zones.stream().map(RaplZone::energy).toList());
    this.nanos = nanos;
    this.nanosToWrap =
        zones.stream()
            .mapToLong(zone -> (long) (zone.range() / MICRO / greatestWatts * NANOS_PER_SECOND))
            .toArray();
    this.last = new long[zones.size()];
    this.lastAt = new long[zones.size()];
    this.sum = new long[zones.size()];
    Arrays.fill(last, MISSING);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return zones.size();
  }

  /** What is written is the energy since the first reading, which never wraps. */
  @Override
  public void read(long[] row, int offset) throws IOException {
    try {
      files.readAll(row, offset);
    } finally {
      long now = nanos.getAsLong();
      for (int i = 0; i < last.length; i++) {
        row[offset + i] = row[offset + i] == MISSING ? MISSING : add(i, row[offset + i], now);
      }
    }
  }

  private long add(int zone, long counter, long now) {
    long grown = counter - last[zone];
    if (grown < 0) {
      grown += zones.get(zone).range();
    }
    if (last[zone] == MISSING || grown < 0 || now - lastAt[zone] > nanosToWrap[zone]) {
      sum[zone] = 0; // fewer than before: nothing can be said about the time in between
    } else {
      sum[zone] += grown;
    }
    last[zone] = counter;
    lastAt[zone] = now;
    return sum[zone];
  }

  @Override
  public long longestGapNanos() {
    return Arrays.stream(nanosToWrap).min().orElse(Long.MAX_VALUE) / 2;
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < zones.size(); i++) {
      RaplZone zone = zones.get(i);
      metrics.add(new Metric.Growth(zone.metric(), zone.detail(), MICROJOULES, i, 1));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
