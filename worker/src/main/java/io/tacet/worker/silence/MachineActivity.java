package io.tacet.worker.silence;

import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the whole machine has done since it started.
 *
 * @param busyMicros CPU time that was not idle, µs, from {@code /proc/stat}
 * @param packets received and sent on all interfaces, loopback included, from {@code /proc/net/dev}
 */
record MachineActivity(long busyMicros, long packets) {

  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int LAST = 8;
  private static final int HEADER_LINES = 2;
  private static final int PACKETS_RECEIVED = 1;
  private static final int PACKETS_SENT = 9;

  static MachineActivity read(Path proc) throws IOException {
    return new MachineActivity(
        busy(Files.readAllLines(proc.resolve("stat"))),
        packets(Files.readAllLines(proc.resolve("net/dev"))));
  }

  private static long busy(List<String> stat) throws IOException {
    String[] words = stat.get(0).split("\\s+", -1);
    if (!words[0].equals("cpu") || words.length <= LAST) {
      throw new IOException("/proc/stat does not begin with the line cpu");
    }
    long ticks = 0;
    for (int i = 1; i <= LAST; i++) {
      ticks += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(words[i]);
    }
    return ticks * UserHz.MICROS_PER_TICK;
  }

  private static long packets(List<String> dev) {
    long sum = 0;
    for (String line : dev.subList(Math.min(HEADER_LINES, dev.size()), dev.size())) {
      String[] words = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
      if (words.length > PACKETS_SENT) {
        sum += Long.parseLong(words[PACKETS_RECEIVED]) + Long.parseLong(words[PACKETS_SENT]);
      }
    }
    return sum;
  }
}
