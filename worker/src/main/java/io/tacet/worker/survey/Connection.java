package io.tacet.worker.survey;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code /proc/net/tcp} and its like (proc(5)): addresses are words of the machine's byte
 * order in hex, ports plain hex.
 */
record Connection(String own, String other, String state, long inode) {

  /** Numbers of include/net/tcp_states.h, from 1. */
  private static final List<String> STATES =
      List.of(
          "ESTABLISHED",
          "SYN_SENT",
          "SYN_RECV",
          "FIN_WAIT1",
          "FIN_WAIT2",
          "TIME_WAIT",
          "CLOSE",
          "CLOSE_WAIT",
          "LAST_ACK",
          "LISTEN",
          "CLOSING",
          "NEW_SYN_RECV");

  private static final String LINE =
      "\\d+: [0-9A-F]{8,32}:[0-9A-F]{4} [0-9A-F]{8,32}:[0-9A-F]{4} [0-9A-F]{2} .*";
  private static final int INODE = 9;
  private static final int HEX = 16;
  private static final int WORD_DIGITS = 8;

  /** Parses a line; empty when it is none. */
  static Optional<Connection> parse(String line) {
    String text = line.strip();
    String[] words = text.split("\\s+", -1);
    if (!text.matches(LINE) || words.length <= INODE || !words[INODE].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    int state = Integer.parseInt(words[3], HEX);
    try {
      return Optional.of(
          new Connection(
              address(words[1]),
              address(words[2]),
              state >= 1 && state <= STATES.size() ? STATES.get(state - 1) : "NONE",
              Long.parseLong(words[INODE])));
    } catch (UnknownHostException e) {
      return Optional.empty(); // an address of neither 4 nor 16 bytes
    }
  }

  String text(String type, String owner) {
    String shown = type.startsWith("udp") && !state.equals("ESTABLISHED") ? "NONE" : state;
    return String.join(" ", type, own, other, shown, "pid", owner);
  }

  private static String address(String word) throws UnknownHostException {
    int colon = word.indexOf(':');
    ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i + WORD_DIGITS <= colon; i += WORD_DIGITS) {
      bytes.putInt(Integer.parseUnsignedInt(word.substring(i, i + WORD_DIGITS), HEX));
    }
    String host = InetAddress.getByAddress(bytes.array()).getHostAddress();
    int port = Integer.parseInt(word.substring(colon + 1), HEX);
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
