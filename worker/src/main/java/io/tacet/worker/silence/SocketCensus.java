package io.tacet.worker.silence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the worker's own sockets: every descriptor of its process that is a socket of whatever
 * family, and every connection it had that the kernel has not done with. Left out are sockets of
 * the Unix family, which reach no network (the Java runtime keeps one, half closed, as a marker),
 * and TIME_WAIT, which sends nothing.
 */
public final class SocketCensus {

  private static final List<String> TABLES =
      List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6");
  private static final String SOCKET = "socket:[";

  private final Path self;
  private final Set<String> connections = new HashSet<>();

  /**
   * For this process.
   *
   * @param proc root of proc
   */
  public SocketCensus(Path proc) {
    this.self = proc.resolve("self");
  }

  /** Remembers which connections there are now, to see whether they go. */
  public void remember() throws IOException {
    Set<Long> held = held();
    connections.clear();
    for (SocketEntry entry : entries()) {
      if (held.contains(entry.inode())) {
        connections.add(entry.ends());
      }
    }
  }

  /** The sockets there are, each described for a person. */
  public List<String> open() throws IOException {
    Set<Long> held = held();
    if (held.isEmpty() && connections.isEmpty()) {
      return List.of();
    }
    held.removeAll(unix());
    Map<Long, SocketEntry> byInode = new HashMap<>();
    List<String> open = new ArrayList<>();
    for (SocketEntry entry : entries()) {
      byInode.put(entry.inode(), entry);
      if (entry.inode() == 0 && connections.contains(entry.ends()) && !entry.waitsOnlyForTime()) {
        open.add(entry.describe());
      }
    }
    for (long inode : held) {
      SocketEntry entry = byInode.get(inode);
      open.add(entry == null ? "a socket of another family" : entry.describe());
    }
    return open;
  }

  /**
   * TCP connections in this network namespace that no process holds any more and whose last packets
   * are still to come. They may be the worker's, opened and closed since {@link #remember}, or
   * somebody else's: nobody can tell.
   */
  public List<String> lingering() throws IOException {
    return entries().stream().filter(SocketEntry::lingers).map(SocketEntry::describe).toList();
  }

  private Set<Long> held() throws IOException {
    Set<Long> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(self.resolve("fd"))) {
      descriptors.map(SocketCensus::socket).flatMap(Optional::stream).forEach(inodes::add);
    }
    return inodes;
  }

  private static Optional<Long> socket(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(SOCKET)
          ? Optional.of(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // closed while we looked: the listing's own descriptor, for one
    }
  }

  private Set<Long> unix() throws IOException {
    Set<Long> inodes = new HashSet<>();
    for (String line : lines("unix")) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 6 && words[6].matches("\\d+")) {
        inodes.add(Long.parseLong(words[6]));
      }
    }
    return inodes;
  }

  private List<SocketEntry> entries() throws IOException {
    List<SocketEntry> entries = new ArrayList<>();
    for (String table : TABLES) {
      for (String line : lines(table)) {
        SocketEntry.parse(table, line).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private List<String> lines(String table) throws IOException {
    Path file = self.resolve("net").resolve(table);
    return Files.exists(file) ? Files.readAllLines(file) : List.of(); // no IPv6, no such table
  }
}
