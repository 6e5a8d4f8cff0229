package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file with a name and a number in each line, as {@code /proc/meminfo} and {@code /proc/vmstat}.
 * Not thread-safe.
 */
final class KeyedFile implements Closeable {

  private final ProcFile file;
  private final byte[][] keys;
  private final long[] values;

  /**
   * Opens it.
   *
   * @param capacity most bytes that are looked at
   * @param keys names with what stands behind them, e.g. {@code MemTotal:}
   */
  KeyedFile(Path path, int capacity, List<String> keys) throws IOException {
    this.file = ProcFile.open(path, capacity);
    this.keys =
        keys.stream().map(key -> key.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    this.values = new long[keys.size()];
  }

  void refresh() throws IOException {
    Arrays.fill(values, Sensor.MISSING);
    file.refresh();
    int found = 0;
    while (found < keys.length && !file.atEnd()) {
      for (int i = 0; i < keys.length; i++) {
        if (file.skip(keys[i])) {
          values[i] = file.number();
          found++;
          break;
        }
      }
      file.nextLine();
    }
  }

  /** The number of that key, or {@link Sensor#MISSING}. */
  long get(int key) {
    return values[key];
  }

  /** The number of that key, or 0 where there is none. */
  long orZero(int key) {
    return values[key] == Sensor.MISSING ? 0 : values[key];
  }

  boolean has(int key) {
    return values[key] != Sensor.MISSING;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
