package io.tacet.worker.silence;

import io.tacet.worker.process.InterfacePackets;
import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the whole machine has done since it started.
 *
 * @param busyMicros CPU time that was not idle, µs, from {@code /proc/stat}
 * @param packets received and sent by interface, loopback included, from {@code /proc/net/dev}
 */
record MachineActivity(long busyMicros, Map<String, Long> packets) {

  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int LAST = 8;

  static MachineActivity read(Path proc) throws IOException {
    return new MachineActivity(
        busy(Files.readAllLines(proc.resolve("stat"))),
        InterfacePackets.in(Files.readAllLines(proc.resolve("net/dev"))));
  }

  long busyMicrosSince(MachineActivity earlier) {
    return busyMicros - earlier.busyMicros;
  }

  /** On the interfaces there are now; one that is new, or came anew, counts from 0. */
  long packetsSince(MachineActivity earlier) {
    long sum = 0;
    for (Map.Entry<String, Long> one : packets.entrySet()) {
      long before = earlier.packets.getOrDefault(one.getKey(), 0L);
      sum += one.getValue() < before ? one.getValue() : one.getValue() - before;
    }
    return sum;
  }

  private static long busy(List<String> stat) throws IOException {
    String[] words = stat.isEmpty() ? new String[0] : stat.get(0).split("\\s+", -1);
    if (words.length <= LAST || !words[0].equals("cpu")) {
      throw new IOException("/proc/stat does not begin with the line cpu and eight times");
    }
    long ticks = 0;
    for (int i = 1; i <= LAST; i++) {
      ticks += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(words[i]);
    }
    return ticks * UserHz.MICROS_PER_TICK;
  }
}
