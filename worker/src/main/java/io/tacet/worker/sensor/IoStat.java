package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * {@code io.stat} of a cgroup: a line {@code 8:0 rbytes=… wbytes=… …} for each device that was
 * used. Not thread-safe.
 */
final class IoStat implements Closeable {

  private static final byte[] READ = "rbytes=".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WRITTEN = "wbytes=".getBytes(StandardCharsets.US_ASCII);
  private static final int CAPACITY = 16_384;

  private final ProcFile file;

  IoStat(Path path) throws IOException {
    this.file = ProcFile.open(path, CAPACITY);
  }

  /** Bytes read and written on all devices. */
  long bytes() throws IOException {
    file.refresh();
    long sum = 0;
    while (!file.atEnd()) {
      file.skipWords(1);
      file.skipBlanks();
      if (file.skip(READ)) {
        long read = file.number();
        file.skipBlanks();
        long written = file.skip(WRITTEN) ? file.number() : Sensor.MISSING;
        if (read == Sensor.MISSING || written == Sensor.MISSING) {
          return Sensor.MISSING;
        }
        sum += read + written;
      }
      file.nextLine();
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
