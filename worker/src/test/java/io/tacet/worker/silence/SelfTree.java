package io.tacet.worker.silence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree like {@code /proc} with what it says of one process: descriptors, sockets, threads. */
final class SelfTree {

  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  private final Path proc;

  SelfTree(Path proc) throws IOException {
    this.proc = proc;
    Files.createDirectories(proc.resolve("self/fd"));
    Files.createDirectories(proc.resolve("self/net"));
    Files.createDirectories(proc.resolve("self/task"));
    for (String table : new String[] {"tcp", "tcp6", "udp", "udp6", "raw"}) {
      Files.writeString(proc.resolve("self/net").resolve(table), HEADING);
    }
    Files.writeString(
        proc.resolve("self/net/unix"), "Num       RefCount Protocol Flags    Type St Inode Path\n");
    machine(0, "    lo: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    ticks(0, 0);
  }

  Path proc() {
    return proc;
  }

  SelfTree descriptor(int number, String target) throws IOException {
    Files.createSymbolicLink(proc.resolve("self/fd/" + number), Path.of(target));
    return this;
  }

  SelfTree close(int number) throws IOException {
    Files.delete(proc.resolve("self/fd/" + number));
    return this;
  }

  SelfTree table(String name, String... lines) throws IOException {
    Files.writeString(
        proc.resolve("self/net").resolve(name), HEADING + String.join("\n", lines) + "\n");
    return this;
  }

  SelfTree unix(long inode, String path) throws IOException {
    Files.writeString(
        proc.resolve("self/net/unix"),
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "0000000000000000: 00000002 00000000 00010000 0001 01 "
            + inode
            + " "
            + path
            + "\n");
    return this;
  }

  /** A thread's CPU time, ns, and its context switches of both kinds. */
  SelfTree thread(int id, long cpuNanos, long voluntary, long involuntary) throws IOException {
    Path task = Files.createDirectories(proc.resolve("self/task/" + id));
    Files.writeString(task.resolve("schedstat"), cpuNanos + " 44326 1\n");
    Files.writeString(
        task.resolve("status"),
        "Name:\tsampler\nState:\tS (sleeping)\nThreads:\t2\nvoluntary_ctxt_switches:\t"
            + voluntary
            + "\nnonvoluntary_ctxt_switches:\t"
            + involuntary
            + "\n");
    return this;
  }

  SelfTree endThread(int id) throws IOException {
    Path task = proc.resolve("self/task/" + id);
    Files.delete(task.resolve("schedstat"));
    Files.delete(task.resolve("status"));
    Files.delete(task);
    return this;
  }

  /** The process's CPU time, ticks; its name has blanks and a parenthesis. */
  SelfTree ticks(long user, long system) throws IOException {
    Files.writeString(
        proc.resolve("self/stat"),
        "4711 (ja) va) S 1 4711 4711 0 -1 4194560 100 0 0 0 "
            + user
            + " "
            + system
            + " 9999 9999 20 0 30 0 5000 0 0\n");
    return this;
  }

  /** The machine's busy time, ticks of user, and its interfaces. */
  SelfTree machine(long busyTicks, String interfaces) throws IOException {
    Files.writeString(proc.resolve("stat"), "cpu  " + busyTicks + " 0 0 500 60 0 0 0 7 8\n");
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/dev"), "Inter-|\n face |\n" + interfaces);
    return this;
  }

  /** A line of a table of sockets. */
  static String socket(String local, String remote, String state, long inode) {
    return "   0: "
        + local
        + " "
        + remote
        + " "
        + state
        + " 00000000:00000000 00:00000000 00000000     0        0 "
        + inode
        + " 1 0000000000000000 20 4 30 10 -1";
  }

  /** A line of the interfaces, with its packets each way. */
  static String packets(String name, long received, long sent) {
    return "  %s: 9999 %d 0 0 0 0 0 0 9999 %d 0 0 0 0 0 0\n".formatted(name, received, sent);
  }
}
