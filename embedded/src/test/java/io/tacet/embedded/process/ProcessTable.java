package io.tacet.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What /proc says about processes. */
public final class ProcessTable {
  private ProcessTable() {}

  /** One process. */
  public record Entry(long pid, char state, long parent, long session) {
    public boolean runs() {
      return state != 'Z';
    }
  }

  /** Every process there is; one that ends meanwhile may be missing. */
  public static List<Entry> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc"))) {
      return files
          .filter(file -> file.getFileName().toString().chars().allMatch(Character::isDigit))
          .flatMap(file -> read(file).stream())
          .toList();
    }
  }

  public static Entry of(long pid) {
    return read(Path.of("/proc/" + pid)).get(0);
  }

  /** Those that are not zombies among the processes of a session. */
  public static List<Entry> session(long session) throws IOException {
    return all().stream().filter(e -> e.session() == session && e.runs()).toList();
  }

  public static boolean runs(long pid) {
    return read(Path.of("/proc/" + pid)).stream().anyMatch(Entry::runs);
  }

  private static List<Entry> read(Path directory) {
    try {
      String line = Files.readString(directory.resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
      return List.of(
          new Entry(
              pid, fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[3])));
    } catch (IOException e) {
      return List.of();
    }
  }
}
