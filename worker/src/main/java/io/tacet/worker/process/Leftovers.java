package io.tacet.worker.process;

import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a worker that died left of a job: found by the journal, killed, counted. */
public final class Leftovers {

  private static final Logger LOG = Logger.getLogger(Leftovers.class);

  private final Path proc;
  private final RunClock clock;

  /**
   * For a machine.
   *
   * @param proc root of proc
   */
  public Leftovers(Path proc, RunClock clock) {
    this.proc = proc;
    this.clock = clock;
  }

  /**
   * Kills what the journal in a directory leads to. Nothing else: a process of the same number that
   * started at another time, or in another boot, is left alone.
   *
   * @throws IOException if something cannot be killed, or the journal not be read
   */
  public void kill(Path directory) throws IOException {
    Optional<ProcessJournal.Entries> entries = ProcessJournal.read(directory);
    if (entries.isEmpty() || !entries.get().bootId().equals(Boot.id(proc))) {
      return; // nothing was started, or the machine was, since
    }
    ProcessJournal.Entries job = entries.get();
    Optional<Cgroup> cgroup = job.cgroup().map(Cgroup::new).filter(Cgroup::exists);
    if (cgroup.isPresent()) {
      cgroup.get().kill();
    }
    Members members = new Members(job.processes(), JobProcesses.TOKEN_VARIABLE + "=" + job.token());
    Termination.Living living = () -> living(members, cgroup);
    List<ProcessStat> found = living.now();
    if (!new Termination(proc, clock).end(living, cgroup, Duration.ZERO)) {
      throw new IOException("processes of an old job cannot be killed: " + living.now());
    }
    if (cgroup.isPresent()) {
      cgroup.get().remove();
    }
    if (!found.isEmpty()) {
      LOG.infof("killed %d processes an old job had left", found.size());
    }
  }

  /** CPU time of the job at its last sample. */
  public Optional<CpuMicros> lastSample(Path directory) throws IOException {
    return LastCpuSample.read(directory);
  }

  private List<ProcessStat> living(Members members, Optional<Cgroup> cgroup) throws IOException {
    List<ProcessStat> found = members.living(proc);
    if (!found.isEmpty() || cgroup.isEmpty() || cgroup.get().empty()) {
      return found;
    }
    // The cgroup is dying; whoever is still in it is told by its list.
    return Files.readAllLines(cgroup.get().procs()).stream()
        .map(pid -> ProcessStat.read(proc, pid))
        .flatMap(Optional::stream)
        .filter(ProcessStat::alive)
        .toList();
  }
}
