package io.tacet.worker.process;

import io.tacet.schema.CpuTimeSource;
import io.tacet.worker.sampling.RunClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All processes of one job, from the first command to the last. What a command leaves running goes
 * on until {@link #endAll}. One thread.
 */
public final class JobProcesses implements Closeable {

  /** Variable every process of a job has, by which it is known again. */
  public static final String TOKEN_VARIABLE = "TACET_RUN";

  private static final long KEEP_THREADS_HOURS = 1;

  private final ProcessSettings settings;
  private final String token;
  private final ProcessJournal journal;
  private final Optional<Cgroup> cgroup;
  private final JobMeters meters;
  private final Launcher launcher;
  private final Termination termination;
  private final List<StagedCommand> staged = new ArrayList<>();
  private final ExecutorService waiters;
  private @Nullable JobNetwork network;

  private JobProcesses(
      ProcessSettings settings,
      Path directory,
      String token,
      ProcessJournal journal,
      RunClock clock)
      throws IOException {
    this.settings = settings;
    this.token = token;
    this.journal = journal;
    this.cgroup = settings.cgroups().map(hierarchy -> hierarchy.cgroup("tacet-" + token));
    if (cgroup.isPresent()) {
      journal.cgroup(cgroup.get().path());
      cgroup.get().create();
    }
    this.meters =
        JobMeters.open(
            settings.proc(),
            cgroup,
            this::leaders,
            this::running,
            LastCpuSample.create(directory),
            clock);
    this.launcher =
        new Launcher(
            settings.proc(),
            Affinity.toUndo(settings.proc(), settings.sys()),
            settings.user(),
            settings.fileLimit());
    this.termination = new Termination(settings.proc(), clock);
    this.waiters = waiters();
  }

  /**
   * Begins a job.
   *
   * @param directory where its journal and last sample are kept
   * @param token unique to this run, letters, digits and dashes
   */
  public static JobProcesses begin(
      Path directory, String token, ProcessSettings settings, RunClock clock) throws IOException {
    ProcessJournal journal = ProcessJournal.begin(directory, Boot.id(settings.proc()), token);
    try {
      return new JobProcesses(settings, directory, token, journal, clock);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Gets commands ready: each waits to be let go, and is in the journal on disk. The calling thread
   * is the one that is woken at their ends.
   */
  public List<StagedCommand> stage(List<CommandSpec> commands) throws IOException {
    List<StagedCommand> ready = new ArrayList<>();
    for (CommandSpec command : commands) {
      StagedCommand one =
          launcher.stage(
              command,
              command.ownNetwork() ? network().entrance() : List.of(),
              cgroup,
              TOKEN_VARIABLE + "=" + token,
              Thread.currentThread());
      ready.add(one);
      staged.add(one);
      waiters.execute(one::awaitEnd);
    }
    journal.started(ready.stream().map(StagedCommand::leader).toList());
    return ready;
  }

  /** Directory of the job's own cgroup; empty where it has none. */
  public Optional<Path> cgroupPath() {
    return cgroup.map(Cgroup::path);
  }

  /**
   * Makes the job's own network if it is not there yet; otherwise the first command that needs it
   * does.
   */
  public void openNetwork() throws IOException {
    network();
  }

  /** Packets in the job's own network so far; empty where it has none. */
  public OptionalLong packets() throws IOException {
    return network == null ? OptionalLong.empty() : OptionalLong.of(network.packets());
  }

  /** Where {@link #cpuTime} comes from. */
  public CpuTimeSource source() {
    return meters.cpuSource();
  }

  /** CPU time of all processes so far. */
  public CpuMicros cpuTime() throws IOException {
    return meters.cpuTime();
  }

  /** From now on; the peak of memory is that since the last mark. */
  public Mark mark() throws IOException {
    return meters.mark();
  }

  /** What was used since a mark. */
  public Used since(Mark mark) throws IOException {
    return meters.since(mark);
  }

  /** Keeps the CPU time so far where a later worker finds it; a failure is counted. */
  public void keepSample() {
    meters.sample();
  }

  /** Makes the compilers finish what {@link #keepSample} needs now and then. */
  public void warmUp() {
    meters.warmUp();
  }

  /**
   * Ends whatever runs: commands that wait, commands that run, and what they left behind.
   *
   * @return whether all is gone
   */
  public boolean endAll() throws IOException {
    staged.forEach(StagedCommand::cancel);
    return termination.end(this::living, cgroup, settings.grace());
  }

  /** Ends all, and leaves no cgroup behind. */
  @Override
  public void close() throws IOException {
    try {
      if (!endAll()) {
        throw new IOException("processes of the job cannot be killed: " + living());
      }
      if (cgroup.isPresent()) {
        cgroup.get().remove();
      }
    } finally {
      if (network != null) {
        network.close();
      }
      waiters.shutdown();
      journal.close();
      meters.close();
    }
  }

  private JobNetwork network() throws IOException {
    if (network == null) {
      network = JobNetwork.open(settings.proc());
    }
    return network;
  }

  private List<StartedProcess> leaders() {
    return staged.stream().map(StagedCommand::leader).toList();
  }

  /** Asked for in the silence: allocates nothing. */
  private void running(Consumer<StartedProcess> taker) {
    for (int i = 0; i < staged.size(); i++) {
      StagedCommand command = staged.get(i);
      if (command.wasLetGo() && command.exit().isEmpty()) {
        taker.accept(command.leader());
      }
    }
  }

  private List<ProcessStat> living() throws IOException {
    if (cgroup.isEmpty()) {
      return new Members(leaders(), TOKEN_VARIABLE + "=" + token).living(settings.proc());
    }
    List<ProcessStat> living = new ArrayList<>(notYetInCgroup());
    if (!cgroup.get().empty()) {
      living.addAll(living(cgroup.get().path()));
    }
    return living;
  }

  /** Commands that wait, or have only just been let go, and may still enter. */
  private List<ProcessStat> notYetInCgroup() {
    return staged.stream()
        .filter(command -> command.exit().isEmpty())
        .map(StagedCommand::leader)
        .flatMap(leader -> leader.now(settings.proc()).stream())
        .filter(ProcessStat::alive)
        .toList();
  }

  private List<ProcessStat> living(Path group) throws IOException {
    List<ProcessStat> members = new ArrayList<>();
    try (var groups = Files.walk(group)) {
      for (Path procs : groups.filter(path -> path.endsWith("cgroup.procs")).toList()) {
        for (String pid : Files.readAllLines(procs)) {
          ProcessStat.read(settings.proc(), pid).filter(ProcessStat::alive).ifPresent(members::add);
        }
      }
    }
    return members;
  }

  /** Threads that wait stay when they are done: one that ended would take its figures with it. */
  private static ExecutorService waiters() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        KEEP_THREADS_HOURS,
        TimeUnit.HOURS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "tacet-process-waiter");
          thread.setDaemon(true);
          return thread;
        });
  }
}
