package io.tacet.worker.measure;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.scenario.Network;
import io.tacet.scenario.Phase;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.worker.process.CpuMicros;
import io.tacet.worker.process.JobProcesses;
import io.tacet.worker.provider.ProviderException;
import io.tacet.worker.provider.ProviderRun;
import io.tacet.worker.sampling.QuietSampler;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sampling.Series;
import io.tacet.worker.sampling.TimedSensor;
import io.tacet.worker.silence.SilenceWindow;
import io.tacet.worker.silence.SocketCensus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * One run of one job, from set-up to the last repeat.
 *
 * <pre>
 * set-up ─▶ repeat 1: run of phases ─▶ run of phases … ─▶ end what is left running ─▶ repeat 2 …
 *                     │ measured: border, no socket left, window { phase, phase … }
 *                     └ not measured, as set-up: border, phase, phase …
 * </pre>
 *
 * Between {@link SilenceWindow#begin} and its end nothing is logged and no file of the worker's is
 * written but the journal of processes. One thread, used once.
 */
final class JobRun {

  private static final Logger LOG = Logger.getLogger(JobRun.class);

  /** What a run of phases may last beyond them: killing, waiting for the kill, sockets. */
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final LoadedJob job;
  private final MeasureSettings settings;
  private final RunClock clock;
  private final PhaseBorder border;
  private final JobProcesses processes;
  private final SocketCensus sockets;
  private final DiskGuard disk;
  private final PhaseRunner runner;
  private final QuietSampler sampler;
  private final OutputCollector output;
  private final Figures figures = new Figures();
  private final List<PhaseOutcome> outcomes = new ArrayList<>();
  private final List<SilenceRecord> silences = new ArrayList<>();
  private final TimeLimit limit;

  JobRun(
      LoadedJob job,
      MeasureSettings settings,
      RunClock clock,
      StopSignal stop,
      PhaseBorder border,
      JobProcesses processes,
      List<TimedSensor> sensors,
      JobEnvironment environment)
      throws IOException {
    this.job = job;
    this.settings = settings;
    this.clock = clock;
    this.border = border;
    this.processes = processes;
    this.sockets = new SocketCensus(settings.proc());
    this.disk = new DiskGuard(job.workspace().directory(), settings.diskReserve(), clock::nanos);
    this.limit = new TimeLimit(job.timeLimit());
    this.runner =
        new PhaseRunner(processes, job.workspace(), environment, clock, stop, limit, this.disk);
    this.sampler =
        new QuietSampler(
            sensors,
            clock,
            longestMeasuredPhase().toNanos(),
            settings.sensors().sensorShare(),
            processes::keepSample);
    this.output = new OutputCollector(job.workspace());
  }

  /** Runs it all, and ends all it started. */
  Measurement run() throws IOException {
    Ending ending = new Ending.Finished();
    try {
      runPhases();
    } catch (RunEnds e) {
      ending = e.ending();
    }
    if (!processes.endAll()) {
      throw new IOException("processes of the job cannot be killed");
    }
    CpuMicros used = processes.cpuTime();
    return new Measurement(
        ending,
        new CpuTime(used.user(), used.system(), processes.source()),
        List.copyOf(outcomes),
        List.copyOf(silences),
        figures.statistics(),
        figures.series(),
        figures.headlines(),
        output.collect(settings.logLimit()),
        sampler.leftOut());
  }

  /** What can still be said when the machine failed in it. */
  Measurement failed(String message) {
    return without(message, List.copyOf(outcomes), List.copyOf(silences));
  }

  /** What can be said when it could not even begin. */
  static Measurement notBegun(String message) {
    return without(message, List.of(), List.of());
  }

  private static Measurement without(
      String message, List<PhaseOutcome> outcomes, List<SilenceRecord> silences) {
    return new Measurement(
        new Ending.Interrupted(message),
        new CpuTime(0L, 0L, CpuTimeSource.UNKNOWN),
        outcomes,
        silences,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private void runPhases() throws RunEnds, IOException {
    Optional<String> full = disk.look();
    if (full.isPresent()) {
      throw new RunEnds(new Ending.Interrupted("not begun: " + full.get()));
    }
    if (job.scenario().setup().isPresent()) {
      runUnmeasured(List.of(job.scenario().setup().get()), 1);
    }
    for (int repeat = 1; repeat <= job.scenario().repeat(); repeat++) {
      for (List<Phase> run : PhaseRuns.of(job.scenario().phases(), job.interruptible())) {
        if (run.get(0).measured()) {
          runMeasured(run, repeat);
        } else {
          runUnmeasured(run, repeat);
        }
      }
      if (!processes.endAll()) {
        throw new IOException("processes that repeat " + repeat + " left cannot be killed");
      }
    }
  }

  private void runUnmeasured(List<Phase> phases, int repeat) throws RunEnds, IOException {
    if (!border.enterUnmeasured(longest(phases))) {
      throw new RunEnds(new Ending.Cancelled());
    }
    PhasePulse pulse =
        PhasePulse.keeping(processes, clock, MeasureSettings.KEEP_INTERVAL.toNanos());
    for (Phase phase : phases) {
      take(runner.run(phase, repeat, pulse));
    }
  }

  private void runMeasured(List<Phase> phases, int repeat) throws RunEnds, IOException {
    if (hasOwnNetwork(phases)) {
      processes.openNetwork();
    }
    warmUp(phases.get(0));
    List<PhaseOutcome> done = new ArrayList<>();
    try (ProviderRun providers = startProviders()) {
      runSilently(phases, repeat, providers, done);
      providers.end();
      for (PhaseOutcome phase : done) {
        figures.addSamples(
            phase, providers.between(phase.getStartedAt(), phase.getDurationMicros()));
      }
    } catch (ProviderException e) {
      throw new RunEnds(new Ending.Interrupted(String.valueOf(e.getMessage())));
    }
  }

  private static boolean hasOwnNetwork(List<Phase> phases) {
    return phases.stream().anyMatch(phase -> phase.network() == Network.NONE);
  }

  private ProviderRun startProviders() throws ProviderException, IOException {
    return ProviderRun.start(
        settings.providers(), job.workspace().directory(), settings.proc(), clock);
  }

  private void runSilently(
      List<Phase> phases, int repeat, ProviderRun providers, List<PhaseOutcome> done)
      throws RunEnds, IOException {
    new Silencer(sockets, clock, settings.socketTimeout()).enter(border, longest(phases));
    SilenceWindow window =
        SilenceWindow.begin(settings.proc(), clock, sockets, processes.cpuTime());
    OptionalLong packetsBefore = processes.packets();
    long providersAtStart = providers.cpuMicros();
    long deadlines = 0;
    long missed = 0;
    List<String> gaps = new ArrayList<>();
    try {
      for (Phase phase : phases) {
        PhaseResult result = runner.run(phase, repeat, PhasePulse.sampling(sampler));
        FaultPoint.WORKER_PHASE_ENDED.reach();
        deadlines += sampler.deadlines();
        missed += sampler.missedDeadlines();
        sampler.failedReadings().forEach((sensor, why) -> gaps.add(sensor + ": " + why));
        List<Series> samples = sampler.series();
        take(result);
        figures.add(result.outcome(), samples);
        done.add(result.outcome());
      }
    } finally {
      silences.add(
          window.end(
              processes.cpuTime(),
              hasOwnNetwork(phases) ? packetsSince(packetsBefore) : OptionalLong.empty(),
              providers.cpuMicros() - providersAtStart,
              repeat,
              deadlines,
              missed,
              settings.budget(),
              settings.kind()));
    }
    if (!gaps.isEmpty()) {
      LOG.warnf("Readings failed in repeat %d: %s", repeat, String.join(", ", gaps));
    }
  }

  private void warmUp(Phase phase) throws IOException {
    int before = sampler.leftOut().size();
    sampler.warmUp();
    disk.warmUp();
    processes.warmUp();
    runner.warmUp(phase, PhasePulse.sampling(sampler));
    sampler.leftOut().stream().skip(before).forEach(one -> LOG.warn(one.sentence()));
  }

  private OptionalLong packetsSince(OptionalLong before) throws IOException {
    OptionalLong now = processes.packets();
    return now.isPresent()
        ? OptionalLong.of(now.getAsLong() - before.orElse(0))
        : OptionalLong.empty();
  }

  private void take(PhaseResult result) throws RunEnds {
    outcomes.add(result.outcome());
    output.add(result.outcome().getName(), result.outcome().getRepeat());
    if (result.ending().isPresent()) {
      throw new RunEnds(result.ending().get());
    }
  }

  private Duration longest(List<Phase> phases) {
    Duration left = limit.left();
    Duration sum = Duration.ZERO;
    for (Phase phase : phases) {
      sum = sum.plus(phase.longest().orElse(left));
    }
    Duration longest = sum.compareTo(left) < 0 ? sum : left;
    return longest.plus(settings.processes().grace()).plus(settings.socketTimeout()).plus(MARGIN);
  }

  private Duration longestMeasuredPhase() {
    Duration limit = job.timeLimit();
    return job.scenario().phases().stream()
        .filter(Phase::measured)
        .map(phase -> phase.longest().orElse(limit))
        .max(Duration::compareTo)
        .filter(longest -> longest.compareTo(limit) < 0)
        .orElse(limit);
  }
}
