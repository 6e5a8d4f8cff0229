package io.tacet.scheduler.power;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a network card wakes its machine by: six bytes FF, then sixteen times its MAC address (AMD,
 * Magic Packet Technology, white paper 20213).
 */
final class MagicPacket {

  /** Length of a packet, bytes. */
  static final int LENGTH = 102;

  private static final int TIMES = 16;
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");
  private static final byte[] HEAD = HexFormat.of().parseHex("ffffffffffff");

  private MagicPacket() {}

  /**
   * The packet for a card.
   *
   * @param mac as registered, {@code 00:11:22:33:44:55}
   */
  static byte[] of(String mac) {
    byte[] address = MAC.parseHex(mac);
    ByteBuffer packet = ByteBuffer.allocate(LENGTH).put(HEAD);
    for (int i = 0; i < TIMES; i++) {
      packet.put(address);
    }
    return packet.array();
  }
}
