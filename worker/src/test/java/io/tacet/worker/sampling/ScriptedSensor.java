package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A sensor that tells when it was read, fails when told to, and takes as long as told. */
final class ScriptedSensor implements Sensor {

  private final String name;
  private final SetClock clock;
  final List<Long> readAt = new ArrayList<>();
  boolean fails;
  long takes;
  long gap = Long.MAX_VALUE;

  ScriptedSensor(String name, SetClock clock) {
    this.name = name;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    readAt.add(clock.nanos());
    clock.advance(takes);
    if (fails) {
      throw new IOException("no answer");
    }
    row[offset] = readAt.size();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric.Level(name + "_level", null, "1", 0, 1),
        new Metric.Growth(name + "_growth", null, "1", 0, 1));
  }

  @Override
  public long longestGapNanos() {
    return gap;
  }

  @Override
  public void close() {}
}
