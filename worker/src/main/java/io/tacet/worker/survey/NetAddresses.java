package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Addresses of each network interface, as psutil's {@code net_if_addrs}. */
public final class NetAddresses implements Survey {

  private static final String METRIC = "network_address_netlink_system";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
              "net-if-addrs",
              "Addresses of each network interface",
              "getifaddrs(3) of this machine",
              Paces.NEVER,
              new Field(METRIC, "count", "1 each; interface, family, address/prefix as detail")),
          (place, options) -> new NetAddresses());

  @Override
  public List<Observation> look() throws IOException {
    List<Observation> seen = new ArrayList<>();
    for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InterfaceAddress address : one.getInterfaceAddresses()) {
        InetAddress ip = address.getAddress();
        String text = ip.getHostAddress().replaceAll("%.*", "");
        String family = text.indexOf(':') < 0 ? "inet" : "inet6";
        seen.add(seen(one, family, text + "/" + address.getNetworkPrefixLength()));
      }
      byte[] hardware = one.getHardwareAddress();
      if (hardware != null) {
        seen.add(seen(one, "link", HexFormat.ofDelimiter(":").formatHex(hardware)));
      }
    }
    return seen;
  }

  private static Observation seen(NetworkInterface one, String family, String address) {
    return new Observation(METRIC, String.join(" ", one.getName(), family, address), "count", 1);
  }
}
