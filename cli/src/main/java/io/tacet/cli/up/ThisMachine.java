package io.tacet.cli.up;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** What the machine under the desk is called. */
public final class ThisMachine {

  private static final String UNNAMED = "this-machine";
  private static final int LONGEST = 63;

  private ThisMachine() {}

  /** A machine id made of the host's name. */
  public static String id() {
    try {
      return idOf(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      // Hosts without a name in any directory exist; the id only has to be stable.
      return UNNAMED;
    }
  }

  static String idOf(String host) {
    String id =
        host.toLowerCase(Locale.ROOT)
            .replaceFirst("\\..*", "")
            .replaceAll("[^a-z0-9-]+", "-")
            .replaceAll("^-+|-+$", "");
    if (id.isEmpty() || id.equals("localhost")) {
      return UNNAMED;
    }
    return id.length() > LONGEST ? id.substring(0, LONGEST) : id;
  }
}
