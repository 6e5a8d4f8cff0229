package io.tacet.worker.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads packets per interface from the lines of a {@code net/dev} (proc(5)). */
public final class InterfacePackets {

  private static final int HEADER_LINES = 2;
  private static final int RECEIVED = 1;
  private static final int SENT = 9;

  private InterfacePackets() {}

  /** Received and sent together, by interface, loopback included. */
  public static Map<String, Long> in(List<String> dev) {
    Map<String, Long> packets = new HashMap<>();
    for (String line : dev.subList(Math.min(HEADER_LINES, dev.size()), dev.size())) {
      int colon = line.indexOf(':');
      String[] words = line.substring(colon + 1).strip().split("\\s+", -1);
      if (colon > 0 && words.length > SENT) {
        packets.put(
            line.substring(0, colon).strip(),
            Long.parseLong(words[RECEIVED]) + Long.parseLong(words[SENT]));
      }
    }
    return packets;
  }
}
