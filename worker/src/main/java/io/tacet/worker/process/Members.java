package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which processes are a job's where no cgroup says so. A process is the job's when
 *
 * <ul>
 *   <li>it is a leader the job started: same number, same start;
 *   <li>or it is in the session or group of such a leader that lives: the number cannot mean
 *       anything else as long as it does;
 *   <li>or it has the job's token in its environment, which is inherited;
 *   <li>or another member is in its session: the kernel gives a number to nobody else as long as it
 *       names a session;
 *   <li>or its parent is a member.
 * </ul>
 *
 * So a process that merely got a number the job once had is none of it.
 */
final class Members {

  private final List<StartedProcess> leaders;
  private final String tokenVariable;

  Members(List<StartedProcess> leaders, String tokenVariable) {
    this.leaders = List.copyOf(leaders);
    this.tokenVariable = tokenVariable;
  }

  /**
   * The living ones. Where there are none it looks a second time: proc is not read at one moment,
   * and one that had just been started by another that has just ended is missed by a single look.
   */
  List<ProcessStat> living(Path proc) throws IOException {
    List<ProcessStat> found = in(ProcessTable.read(proc));
    return found.isEmpty() ? in(ProcessTable.read(proc)) : found;
  }

  /** The living ones of a table. */
  List<ProcessStat> in(ProcessTable table) {
    Set<Long> known = new HashSet<>();
    Set<Long> sessions = new HashSet<>();
    Map<Long, Long> once = new HashMap<>();
    for (StartedProcess leader : leaders) {
      once.put(leader.pid(), leader.startTicks());
      table
          .get(leader.pid())
          .filter(process -> process.startTicks() == leader.startTicks())
          .ifPresent(process -> sessions.add(process.pid()));
    }
    for (ProcessStat process : table.all()) {
      if (sessions.contains(process.session())
          || sessions.contains(process.group())
          || table.hasVariable(process, tokenVariable)) {
        known.add(process.pid());
        if (once.containsKey(process.session())) {
          sessions.add(process.session());
        }
      }
    }
    addOfSessions(table, sessions, known);
    addDescendants(table, known);
    List<ProcessStat> members = new ArrayList<>();
    for (ProcessStat process : table.all()) {
      if (known.contains(process.pid()) && process.alive()) {
        members.add(process);
      }
    }
    return members;
  }

  private static void addOfSessions(ProcessTable table, Set<Long> sessions, Set<Long> known) {
    for (ProcessStat process : table.all()) {
      if (sessions.contains(process.session())) {
        known.add(process.pid());
      }
    }
  }

  private static void addDescendants(ProcessTable table, Set<Long> known) {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ProcessStat process : table.all()) {
        if (known.contains(process.parent())) {
          grown |= known.add(process.pid());
        }
      }
    }
  }
}
