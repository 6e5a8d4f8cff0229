package io.tacet.worker.silence;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code /proc/net/tcp}, {@code udp} or their like (proc(5)).
 *
 * @param protocol file it stands in, e.g. tcp6
 * @param local address:port, hexadecimal
 * @param remote address:port, hexadecimal
 * @param state hexadecimal
 * @param inode 0 when no process holds it any more
 */
record SocketEntry(String protocol, String local, String remote, String state, long inode) {

  private static final String TIME_WAIT = "06";
  private static final Set<String> CLOSING_STATES = Set.of("04", "05", "09", "0B");
  private static final int FIELDS = 10;
  private static final Map<String, String> STATES =
      Map.ofEntries(
          entry("01", "ESTABLISHED"),
          entry("02", "SYN_SENT"),
          entry("03", "SYN_RECV"),
          entry("04", "FIN_WAIT1"),
          entry("05", "FIN_WAIT2"),
          entry(TIME_WAIT, "TIME_WAIT"),
          entry("07", "CLOSED"),
          entry("08", "CLOSE_WAIT"),
          entry("09", "LAST_ACK"),
          entry("0A", "LISTEN"),
          entry("0B", "CLOSING"));

  static Optional<SocketEntry> parse(String protocol, String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length < FIELDS || !words[9].matches("\\d+")) {
      return Optional.empty(); // the heading
    }
    return Optional.of(
        new SocketEntry(protocol, words[1], words[2], words[3], Long.parseLong(words[9])));
  }

  /** Both ends: names a connection. */
  String ends() {
    return protocol + " " + local + " " + remote;
  }

  boolean waitsOnlyForTime() {
    return state.equals(TIME_WAIT);
  }

  /** Closed by its process, and the other side has not had or not given the last word. */
  boolean lingers() {
    return inode == 0 && CLOSING_STATES.contains(state);
  }

  /** For a person: protocol, port here, port there, state. */
  String describe() {
    return protocol
        + " port "
        + port(local)
        + " to port "
        + port(remote)
        + " "
        + STATES.getOrDefault(state, state);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }
}
