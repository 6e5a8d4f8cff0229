package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * State of each network interface, as psutil's {@code net_if_stats} (kernel
 * Documentation/ABI/testing/sysfs-class-net). Speed and duplex are left out where the driver does
 * not know them.
 */
public final class NetInterfaces implements Survey {

  private static final String UP = "network_interface_up_sysfs_system";
  private static final String DUPLEX = "network_interface_full_duplex_sysfs_system";
  private static final String SPEED = "network_interface_speed_sysfs_system";
  private static final String MTU = "network_interface_mtu_sysfs_system";

  /** IFF_UP and IFF_RUNNING of netdevice(7). */
  private static final int UP_AND_RUNNING = 0x41;

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
              "net-if-stats",
              "State of each network interface",
              "/sys/class/net",
              Paces.NEVER,
              new Field(UP, "flag", "1 when it is up and running, else 0"),
              new Field(DUPLEX, "flag", "1 when full duplex, 0 when half"),
              new Field(SPEED, "Mb/s", "speed"),
              new Field(MTU, "bytes", "largest packet")),
          (place, options) -> {
            Path net = place.sys().resolve("class/net");
            if (!Files.isDirectory(net)) {
              throw new NotHereException(net + " is not there");
            }
            return new NetInterfaces(net);
          });

  private final Path net;

  private NetInterfaces(Path net) {
    this.net = net;
  }

  @Override
  public List<Observation> look() throws IOException {
    List<Observation> seen = new ArrayList<>();
    try (Stream<Path> entries = Files.list(net)) {
      for (Path entry : entries.sorted().filter(Files::isDirectory).toList()) {
        String name = String.valueOf(entry.getFileName());
        text(entry, "flags")
            .filter(text -> text.matches("0x[0-9a-fA-F]{1,8}"))
            .map(text -> Long.decode(text) & UP_AND_RUNNING)
            .ifPresent(
                up -> seen.add(new Observation(UP, name, "flag", up == UP_AND_RUNNING ? 1 : 0)));
        text(entry, "duplex")
            .filter(text -> text.equals("full") || text.equals("half"))
            .ifPresent(
                text ->
                    seen.add(new Observation(DUPLEX, name, "flag", text.equals("full") ? 1 : 0)));
        number(entry, "speed")
            .ifPresent(speed -> seen.add(new Observation(SPEED, name, "Mb/s", speed)));
        number(entry, "mtu").ifPresent(mtu -> seen.add(new Observation(MTU, name, "bytes", mtu)));
      }
    }
    return seen;
  }

  private static Optional<Long> number(Path entry, String file) {
    return text(entry, file).filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
  }

  private static Optional<String> text(Path entry, String file) {
    try {
      return Optional.of(Files.readString(entry.resolve(file)).strip());
    } catch (IOException e) {
      return Optional.empty(); // EINVAL is how a driver says that it does not know
    }
  }
}
