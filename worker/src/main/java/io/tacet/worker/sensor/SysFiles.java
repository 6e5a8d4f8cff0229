package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of {@code /sys} with one whole number each, opened once and read anew without allocating
 * (sysfs gives a file whole, kernel Documentation/filesystems/sysfs.rst). Not thread-safe.
 */
public final class SysFiles implements Closeable {

  private static final int LONGEST_NUMBER = 64;

  private final FileChannel[] channels;
  private final ByteBuffer text = ByteBuffer.allocateDirect(LONGEST_NUMBER);

  private SysFiles(List<FileChannel> channels) {
    this.channels = channels.toArray(new FileChannel[0]);
  }

  /** Opens all of them, or none and throws. */
  public static SysFiles open(List<Path> paths) throws IOException {
    List<FileChannel> open = new ArrayList<>();
    try {
      for (Path path : paths) {
        open.add(FileChannel.open(path, StandardOpenOption.READ));
      }
    } catch (IOException e) {
      new SysFiles(open).close();
      throw e;
    }
    return new SysFiles(open);
  }

  /** How many. */
  public int count() {
    return channels.length;
  }

  /**
   * The number in a file, or {@link Sensor#MISSING} where it has none.
   *
   * @throws IOException when the device does not answer
   */
  public long read(int file) throws IOException {
    text.clear();
    channels[file].read(text, 0);
    text.flip();
    int at = 0;
    boolean negative = text.hasRemaining() && text.get(0) == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    int digits = 0;
    while (at < text.limit()) {
      int digit = text.get(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return Sensor.MISSING;
      }
      value = value * 10 + digit;
      digits++;
      at++;
    }
    if (digits == 0) {
      return Sensor.MISSING;
    }
    return negative ? -value : value;
  }

  /**
   * Reads all into columns, those that fail as {@link Sensor#MISSING}.
   *
   * @throws IOException the first failure, when all have been tried
   */
  public void readAll(long[] row, int offset) throws IOException {
    IOException failure = null;
    for (int i = 0; i < channels.length; i++) {
      try {
        row[offset + i] = read(i);
      } catch (IOException e) {
        row[offset + i] = Sensor.MISSING;
        failure = first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }

  private static IOException first(@Nullable IOException before, IOException now) {
    return before == null ? now : before;
  }
}
