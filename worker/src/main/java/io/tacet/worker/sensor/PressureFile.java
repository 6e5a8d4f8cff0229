package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of pressure stall information (kernel Documentation/accounting/psi.rst): lines {@code some
 * avg10=… avg60=… avg300=… total=N} and {@code full …}. Only the totals, µs, are read: unlike the
 * averages they tell what happened between two readings. Not thread-safe.
 */
final class PressureFile implements Closeable {

  /** Lines in the order of their columns. */
  static final String[] KINDS = {"some", "full"};

  private static final byte[][] PREFIXES = {
    "some ".getBytes(StandardCharsets.US_ASCII), "full ".getBytes(StandardCharsets.US_ASCII)
  };
  private static final byte[] TOTAL = "total=".getBytes(StandardCharsets.US_ASCII);
  private static final int AVERAGES = 3;
  private static final int CAPACITY = 512;

  private final ProcFile file;

  private PressureFile(ProcFile file) {
    this.file = file;
  }

  /** Opens one; empty where the kernel has none, or has been told not to keep it. */
  static Optional<PressureFile> open(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    ProcFile file = ProcFile.open(path, CAPACITY);
    try {
      file.refresh();
    } catch (IOException e) {
      file.close();
      return Optional.empty(); // psi=0: the file is there, reading it is an error
    }
    return Optional.of(new PressureFile(file));
  }

  /** Reads both totals. */
  void read(long[] row, int offset) throws IOException {
    for (int i = 0; i < PREFIXES.length; i++) {
      row[offset + i] = Sensor.MISSING;
    }
    file.refresh();
    while (!file.atEnd()) {
      for (int i = 0; i < PREFIXES.length; i++) {
        if (file.skip(PREFIXES[i])) {
          file.skipWords(AVERAGES);
          file.skipBlanks();
          row[offset + i] = file.skip(TOTAL) ? file.number() : Sensor.MISSING;
          break;
        }
      }
      file.nextLine();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
