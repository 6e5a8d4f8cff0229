package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sensors of one machine, open. Not thread-safe. */
public final class Sensors implements Closeable {

  private final List<Sensor> open;

  private Sensors(List<Sensor> open) {
    this.open = List.copyOf(open);
  }

  /**
   * Opens all there are.
   *
   * @param proc root of proc
   * @param sys root of sys
   */
  public static Sensors open(Path proc, Path sys) throws IOException {
    List<Sensor> open = new ArrayList<>();
    try {
      open.add(new CpuSensor(proc));
      open.add(new MemorySensor(proc));
      open.add(new NetworkSensor(proc));
      open.add(new DiskSensor(proc, sys));
    } catch (IOException e) {
      new Sensors(open).close();
      throw e;
    }
    return new Sensors(open);
  }

  /** All of them, in the order of their columns. */
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
