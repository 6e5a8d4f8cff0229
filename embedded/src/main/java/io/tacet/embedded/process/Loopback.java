package io.tacet.embedded.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** 127.0.0.1, whatever "localhost" means on this machine. */
final class Loopback {
  private Loopback() {}

  static InetSocketAddress port(int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
