package io.tacet.worker.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that led a session of its own when it was started, so that its number names it, its
 * process group and its session.
 *
 * @param pid its number
 * @param startTicks when it started, ticks after the machine did: tells it from a later one of the
 *     same number
 */
record StartedProcess(long pid, long startTicks) {

  /** As it is now; empty when it is gone, whoever has its number. */
  Optional<ProcessStat> now(Path proc) {
    return ProcessStat.read(proc, Long.toString(pid))
        .filter(stat -> stat.startTicks() == startTicks);
  }
}
