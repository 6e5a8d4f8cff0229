package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Four sensors that every machine has, open, for tests. */
public final class Sensors implements Closeable {

  private final List<Sensor> open;

  private Sensors(List<Sensor> open) {
    this.open = open;
  }

  /** Opens them. */
  public static Sensors open(Path proc, Path sys) throws IOException {
    return new Sensors(
        List.of(
            new CpuSensor(proc),
            new MemorySensor(proc),
            new NetworkSensor(proc),
            new DiskSensor(proc, sys)));
  }

  /** All of them. */
  public List<Sensor> all() {
    return open;
  }

  @Override
  public void close() throws IOException {
    for (Sensor sensor : open) {
      sensor.close();
    }
  }
}
