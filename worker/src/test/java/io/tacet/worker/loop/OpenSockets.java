package io.tacet.worker.loop;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sockets of this process by its descriptors (proc(5), {@code /proc/self/fd}). A connection in
 * TIME_WAIT has no descriptor. Left out are standard streams, which belong to whoever started it,
 * and the Unix family, which reaches no network: the Java runtime keeps one, half closed, as a
 * marker.
 */
final class OpenSockets {

  private static final int LAST_STANDARD_STREAM = 2;
  private static final int LOCAL = 2; // after kind and number
  private static final int REMOTE = 3;
  private static final String MARK = "socket:[";

  /** One line per socket: what it is, by {@code /proc/self/net}. */
  List<String> list() throws IOException {
    List<String> sockets = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        String target = target(entry);
        if (target.startsWith(MARK)
            && Integer.parseInt(entry.getFileName().toString()) > LAST_STANDARD_STREAM) {
          String socket = describe(target.substring(MARK.length(), target.length() - 1));
          if (!socket.startsWith("unix ")) {
            sockets.add(socket);
          }
        }
      }
    }
    return sockets;
  }

  /** Those of TCP whose other end is this port, each by its address at this end. */
  List<String> connectedTo(int port) throws IOException {
    String remote = String.format(":%04X", port);
    return list().stream()
        .filter(socket -> socket.startsWith("tcp") && words(socket)[REMOTE].endsWith(remote))
        .map(socket -> words(socket)[LOCAL])
        .toList();
  }

  private static String[] words(String socket) {
    return socket.split("\\s+", -1);
  }

  private static String target(Path entry) throws IOException {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed between listing and looking
    }
  }

  private static String describe(String inode) throws IOException {
    for (String kind : List.of("tcp", "tcp6", "udp", "udp6", "unix")) {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/net", kind))) {
        String found = lines.filter(line -> line.contains(" " + inode)).findFirst().orElse("");
        if (!found.isEmpty()) {
          return kind + " " + found.strip();
        }
      }
    }
    return "socket " + inode;
  }
}
