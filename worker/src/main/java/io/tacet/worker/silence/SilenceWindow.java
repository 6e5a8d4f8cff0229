package io.tacet.worker.silence;

import io.tacet.schema.MachineKind;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.process.CpuMicros;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** One silence while it lasts: what was at its start, and at its end what came of it. */
public final class SilenceWindow {

  private static final int UTIME = 11;
  private static final int STIME = 12;

  private final Path proc;
  private final RunClock clock;
  private final SocketCensus sockets;
  private final int socketsAtStart;
  private final Instant startedAt;
  private final CpuMicros jobAtStart;
  private final MachineActivity machineAtStart;
  private final long workerTicksAtStart;
  private final ThreadFigures threadsAtStart;
  private final long startNanos;

  private SilenceWindow(Path proc, RunClock clock, SocketCensus sockets, CpuMicros job)
      throws IOException {
    this.proc = proc;
    this.clock = clock;
    this.sockets = sockets;
    this.socketsAtStart = sockets.open().size();
    this.startedAt = clock.now();
    this.jobAtStart = job;
    this.machineAtStart = MachineActivity.read(proc);
    this.threadsAtStart = ThreadFigures.read(proc);
    this.workerTicksAtStart = workerTicks();
    this.startNanos = clock.nanos();
  }

  /**
   * Begins.
   *
   * @param job CPU time of the job so far
   */
  public static SilenceWindow begin(Path proc, RunClock clock, SocketCensus sockets, CpuMicros job)
      throws IOException {
    return new SilenceWindow(proc, clock, sockets, job);
  }

  /**
   * Ends and judges.
   *
   * @param job CPU time of the job so far
   * @param jobPackets in the job's own network in the window; empty where it shares the machine's
   * @param helperMicros CPU time in the window of programs that the worker had run to measure: it
   *     is the worker's, though their context switches are not known
   * @param repeat repetition of the scenario, from 1
   * @param deadlines sampling deadlines there were
   * @param missed of them
   * @param kind a machine of kind DEVELOPMENT is told the reasons and not judged
   */
  public SilenceRecord end(
      CpuMicros job,
      OptionalLong jobPackets,
      long helperMicros,
      int repeat,
      long deadlines,
      long missed,
      SilenceBudget budget,
      MachineKind kind)
      throws IOException {
    long duration = (clock.nanos() - startNanos) / 1000;
    long workerTicks = workerTicks() - workerTicksAtStart;
    ThreadFigures threads = ThreadFigures.read(proc);
    long worker = workerCpu(threads, workerTicks * UserHz.MICROS_PER_TICK) + helperMicros;
    MachineActivity machine = MachineActivity.read(proc);
    long busy = machine.busyMicrosSince(machineAtStart);
    SilenceRecord seen =
        SilenceRecord.newBuilder()
            .setRepeat(repeat)
            .setStartedAt(startedAt)
            .setDurationMicros(duration)
            .setWorkerSockets(Math.max(socketsAtStart, sockets.open().size()))
            .setWorkerCpuMicros(worker)
            .setWorkerContextSwitches(threads.switchesSince(threadsAtStart))
            .setMissedDeadlines(missed)
            .setJobPackets(jobPackets.isPresent() ? jobPackets.getAsLong() : null)
            .setForeignPackets(machine.packetsSince(machineAtStart))
            .setForeignCpuMicros(Math.max(0, busy - worker - job.since(jobAtStart).total()))
            .build();
    List<String> reasons = budget.reasons(seen, deadlines);
    seen.setReasons(reasons);
    seen.setVerdict(verdict(kind, reasons));
    return seen;
  }

  private static Verdict verdict(MachineKind kind, List<String> reasons) {
    if (kind == MachineKind.DEVELOPMENT) {
      return Verdict.NOT_JUDGED;
    }
    return reasons.isEmpty() ? Verdict.CLEAN : Verdict.DISTURBED;
  }

  /**
   * By thread, to the nanosecond; by the process's ticks if a thread has taken its time with it,
   * even one that came and went in between: then they tell more than their rounding, one tick each
   * for user and system time.
   */
  private long workerCpu(ThreadFigures threads, long byTicks) {
    long byThread = threads.cpuMicrosSince(threadsAtStart);
    boolean complete =
        threads.hasAllOf(threadsAtStart) && byTicks - byThread <= 2 * UserHz.MICROS_PER_TICK;
    return complete ? byThread : Math.max(byThread, byTicks);
  }

  private long workerTicks() throws IOException {
    String line = Files.readString(proc.resolve("self/stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
  }
}
