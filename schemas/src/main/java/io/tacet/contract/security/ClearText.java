package io.tacet.contract.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds a broker that speaks TLS to a client that does not. Kafka's clients take the TLS alert for
 * the length of an answer of 352 MB and run out of memory (KAFKA-4090), which tells nobody what is
 * wrong. Thread-safe.
 */
public final class ClearText {

  private static final int PATIENCE_MILLIS = 1500;
  private static final int TLS_ALERT = 0x15;
  private static final int DEFAULT_PORT = 9092;
  private static final short API_VERSIONS = 18;

  private ClearText() {}

  /**
   * The first of the brokers, if it answers in TLS; empty if it does not, or does not answer.
   *
   * @param bootstrapServers {@code host:port,…}
   */
  public static Optional<String> answeredInTls(String bootstrapServers) {
    String first = bootstrapServers.split(",", -1)[0].strip();
    int colon = first.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String host = first.substring(0, colon).replace("[", "").replace("]", "");
    return isTls(host, port(first.substring(colon + 1))) ? Optional.of(first) : Optional.empty();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65_536 ? port : DEFAULT_PORT;
    } catch (NumberFormatException e) {
      return DEFAULT_PORT; // what is wrong with it, Kafka's clients say
    }
  }

  private static boolean isTls(String host, int port) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        OptionalInt answer = firstByte(new InetSocketAddress(address, port));
        if (answer.isPresent()) {
          return answer.getAsInt() == TLS_ALERT;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** What it answers; empty: nothing, and whether it is there is not asked here. */
  private static OptionalInt firstByte(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(question());
      return OptionalInt.of(socket.getInputStream().read());
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** Which versions of requests the broker knows: length, key, version, correlation, no client. */
  private static byte[] question() {
    return ByteBuffer.allocate(14)
        .putInt(10)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(1)
        .putShort((short) -1)
        .array();
  }
}
