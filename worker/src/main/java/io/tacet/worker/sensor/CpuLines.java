package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code /proc/stat} with CPU times (proc(5)), of the machine and, where wanted, of
 * each CPU that is there when it is opened. Not thread-safe.
 */
final class CpuLines implements Closeable {

  /** Columns of a line in their order. */
  static final List<String> NAMES =
      List.of(
          "user",
          "nice",
          "system",
          "idle",
          "iowait",
          "irq",
          "softirq",
          "steal",
          "guest",
          "guest_nice");

  static final int IDLE = 3;
  static final int IOWAIT = 4;

  /** Guests' times are in user and nice already. */
  static final int FIRST_OF_GUESTS = 8;

  private static final int SPARE = 1024;

  /** Takes the times of one line. */
  interface Taker {
    /**
     * Takes.
     *
     * @param line number, 0: the machine
     * @param ticks by column of {@link #NAMES}; good until the next line
     */
    void take(int line, long[] ticks, long[] row, int offset);
  }

  private final ProcFile stat;
  private final List<String> cpus;
  private final byte[][] prefixes;
  private final long[] ticks = new long[NAMES.size()];

  CpuLines(Path proc, boolean eachCpu) throws IOException {
    Path file = proc.resolve("stat");
    List<String> lines =
        Files.readString(file).lines().takeWhile(line -> line.startsWith("cpu")).toList();
    this.cpus = new ArrayList<>();
    for (String line : lines) {
      String name = line.split(" ", 2)[0];
      if (name.equals("cpu") || eachCpu) {
        cpus.add(name);
      }
    }
    this.prefixes =
        cpus.stream()
            .map(name -> (name + " ").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    int length = lines.stream().limit(cpus.size()).mapToInt(line -> line.length() + 1).sum();
    this.stat = ProcFile.open(file, length + SPARE);
  }

  int count() {
    return cpus.size();
  }

  /** Name of a CPU; null for the machine. */
  @Nullable String detail(int line) {
    String name = cpus.get(line);
    return name.equals("cpu") ? null : name;
  }

  /** Reads, and hands on each line that is there and whole. */
  void read(Taker taker, long[] row, int offset) throws IOException {
    stat.refresh();
    int next = 0;
    while (next < prefixes.length && !stat.atEnd()) {
      for (int i = next; i < prefixes.length; i++) {
        if (stat.skip(prefixes[i])) {
          next = i + 1;
          if (times()) {
            taker.take(i, ticks, row, offset);
          }
          break;
        }
      }
      stat.nextLine();
    }
  }

  /** Guests came with Linux 2.6.24 and 2.6.33: 0 before. */
  private boolean times() {
    Arrays.fill(ticks, 0);
    for (int i = 0; i < ticks.length; i++) {
      long value = stat.number();
      if (value == Sensor.MISSING) {
        return i >= FIRST_OF_GUESTS;
      }
      ticks[i] = value;
    }
    return true;
  }

  /** All time there was. */
  static long whole(long[] ticks) {
    long sum = 0;
    for (int i = 0; i < FIRST_OF_GUESTS; i++) {
      sum += ticks[i];
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    stat.close();
  }
}
