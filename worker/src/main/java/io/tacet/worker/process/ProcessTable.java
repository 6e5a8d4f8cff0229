package io.tacet.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's processes, as they were a moment ago. Immutable. */
final class ProcessTable {

  private static final String NUMBER = "\\d+";

  private final Path proc;
  private final Map<Long, ProcessStat> byPid;

  private ProcessTable(Path proc, Map<Long, ProcessStat> byPid) {
    this.proc = proc;
    this.byPid = byPid;
  }

  /** Reads all there are. */
  static ProcessTable read(Path proc) throws IOException {
    Map<Long, ProcessStat> byPid = new LinkedHashMap<>();
    try (Stream<Path> entries = Files.list(proc)) {
      entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.matches(NUMBER))
          .map(name -> ProcessStat.read(proc, name))
          .flatMap(Optional::stream)
          .forEach(stat -> byPid.put(stat.pid(), stat));
    }
    return new ProcessTable(proc, byPid);
  }

  Collection<ProcessStat> all() {
    return byPid.values();
  }

  Optional<ProcessStat> get(long pid) {
    return Optional.ofNullable(byPid.get(pid));
  }

  /** Whether a process was started with this variable in its environment. */
  boolean hasVariable(ProcessStat process, String nameAndValue) {
    try {
      byte[] bytes =
          Files.readAllBytes(proc.resolve(Long.toString(process.pid())).resolve("environ"));
      String environment = "\0" + new String(bytes, StandardCharsets.ISO_8859_1) + "\0";
      return environment.contains("\0" + nameAndValue + "\0");
    } catch (IOException e) {
      return false; // gone, or another user's and so not ours
    }
  }
}
