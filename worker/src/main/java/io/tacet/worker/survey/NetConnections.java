package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Paces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sockets of the network, as psutil's {@code net_connections}. To say whose each is, all open files
 * of all processes are looked at: by far the dearest of all sensors.
 */
public final class NetConnections implements Survey {

  private static final String METRIC = "network_connection_procfs_system";
  private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");
  private static final String SOCKET = "socket:[";
  private static final String NOBODY = "-";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
                  "net-connections",
                  "Sockets of the network, and whose they are",
                  "/proc/net/{tcp,udp}{,6}, /proc/*/fd",
                  Paces.NEVER,
                  new Field(
                      METRIC,
                      "count",
                      "how many; type, own and other address, state, process as detail"))
              .with(
                  new Option("types", Option.Type.NAMES, "", "of tcp,tcp6,udp,udp6"),
                  new Option("pids", Option.Type.FLAG, "true", "whose they are, which is dear")),
          (place, options) -> new NetConnections(place.proc(), options));

  private final Path proc;
  private final List<String> tables;
  private final boolean pids;

  private NetConnections(Path proc, Options options) {
    this.proc = proc;
    List<String> wanted = options.names("types");
    this.tables =
        TABLES.stream().filter(table -> wanted.isEmpty() || wanted.contains(table)).toList();
    this.pids = options.flag("pids");
  }

  @Override
  public List<Observation> look() throws IOException {
    Map<Long, String> owners = pids ? owners() : Map.of();
    Map<String, Integer> counts = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (String table : tables) {
      Path file = proc.resolve("net").resolve(table);
      if (Files.isReadable(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .skip(1)
              .flatMap(line -> Connection.parse(line).stream())
              .map(one -> one.text(table, owners.getOrDefault(one.inode(), NOBODY)))
              .forEach(
                  text -> {
                    if (counts.merge(text, 1, Integer::sum) == 1) {
                      order.add(text);
                    }
                  });
        }
      }
    }
    return order.stream()
        .map(text -> new Observation(METRIC, text, "count", counts.getOrDefault(text, 0)))
        .toList();
  }

  private Map<Long, String> owners() throws IOException {
    Map<Long, String> owners = new HashMap<>();
    try (Stream<Path> processes = Files.list(proc)) {
      for (Path process : processes.filter(NetConnections::isProcess).toList()) {
        inodes(process, owners);
      }
    }
    return owners;
  }

  private static void inodes(Path process, Map<Long, String> owners) {
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      for (Path descriptor : open.toList()) {
        inode(descriptor, owners, String.valueOf(process.getFileName()));
      }
    } catch (IOException e) {
      return; // gone meanwhile, or another user's
    }
  }

  private static void inode(Path descriptor, Map<Long, String> owners, String pid) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith(SOCKET)) {
        String number = target.substring(SOCKET.length(), target.length() - 1);
        owners.putIfAbsent(Long.parseLong(number), pid);
      }
    } catch (IOException e) {
      return; // closed meanwhile
    }
  }

  private static boolean isProcess(Path entry) {
    return String.valueOf(entry.getFileName()).matches("\\d+");
  }
}
