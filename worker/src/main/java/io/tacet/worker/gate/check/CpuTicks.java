package io.tacet.worker.gate.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * CPU time since the machine started (proc(5)), ticks.
 *
 * @param total of all CPUs, idle or not
 * @param busy of all CPUs, neither idle nor waiting for a disk
 * @param own of this process
 */
public record CpuTicks(long total, long busy, long own) {

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int STEAL = 8; // guest times behind it are part of user and nice
  private static final int USER_AFTER_NAME = 11;

  /**
   * Reads them.
   *
   * @throws IOException when they are not there or no numbers
   */
  public static CpuTicks read(Path proc) throws IOException {
    try {
      String[] words = BLANKS.split(KeyedLines.find(proc.resolve("stat"), "cpu ").orElse(""), -1);
      long total = 0;
      long idle = 0;
      for (int i = 1; i <= STEAL; i++) {
        long ticks = Long.parseLong(words[i - 1]);
        total += ticks;
        idle += i == IDLE || i == IOWAIT ? ticks : 0;
      }
      return new CpuTicks(total, total - idle, own(proc));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(proc + " has no CPU times that can be read", e);
    }
  }

  /** What others than this process used since an earlier reading, % of all CPUs; NaN in no time. */
  public double othersPercentSince(CpuTicks earlier) {
    long others = Math.max(0, busy - earlier.busy - (own - earlier.own));
    return total > earlier.total ? 100.0 * others / (total - earlier.total) : Double.NaN;
  }

  private static long own(Path proc) throws IOException {
    String line =
        new String(Files.readAllBytes(proc.resolve("self/stat")), StandardCharsets.ISO_8859_1);
    String[] words = BLANKS.split(line.substring(line.lastIndexOf(')') + 1).strip(), -1);
    return Long.parseLong(words[USER_AFTER_NAME]) + Long.parseLong(words[USER_AFTER_NAME + 1]);
  }
}
