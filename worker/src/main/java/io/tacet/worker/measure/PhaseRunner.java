package io.tacet.worker.measure;

import io.tacet.scenario.Command;
import io.tacet.scenario.Network;
import io.tacet.scenario.Phase;
import io.tacet.schema.LogStream;
import io.tacet.schema.PhaseOutcome;
import io.tacet.worker.process.CommandSpec;
import io.tacet.worker.process.Exit;
import io.tacet.worker.process.JobProcesses;
import io.tacet.worker.process.Mark;
import io.tacet.worker.process.StagedCommand;
import io.tacet.worker.process.Used;
import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one phase: its commands one after the other, or its wait. All commands are started so far
 * that they wait before the phase's time begins. The thread that waits is the one that samples; the
 * end of a process, a limit or a wish to stop wakes it, nothing else.
 */
final class PhaseRunner {

  private static final long REAP_NANOS = 2_000_000_000L;

  /** Compilers look at what is called, each 128 calls. */
  private static final int WARM_UP = 300;

  private final JobProcesses processes;
  private final Workspace workspace;
  private final JobEnvironment environment;
  private final RunClock clock;
  private final StopSignal stop;
  private final TimeLimit limit;
  private final DiskGuard disk;

  PhaseRunner(
      JobProcesses processes,
      Workspace workspace,
      JobEnvironment environment,
      RunClock clock,
      StopSignal stop,
      TimeLimit limit,
      DiskGuard disk) {
    this.processes = processes;
    this.workspace = workspace;
    this.environment = environment;
    this.clock = clock;
    this.stop = stop;
    this.limit = limit;
    this.disk = disk;
  }

  /** Runs it; what is left running goes on, unless the job is over. */
  PhaseResult run(Phase phase, int repeat, PhasePulse pulse) throws IOException {
    List<CommandSpec> specs = specs(phase, repeat);
    List<StagedCommand> staged = processes.stage(specs);
    Mark mark = processes.mark();
    Instant startedAt = clock.now();
    pulse.begin();
    long start = clock.nanos();
    PhaseWait.Until until = until(phase, start);
    Optional<Ending> ending =
        specs.isEmpty()
            ? await(phase, null, until, pulse)
            : commands(phase, specs, staged, until, pulse);
    long duration = clock.nanos() - start;
    limit.used(duration);
    pulse.end();
    if (ending.isPresent()) {
      processes.endAll();
      awaitReaped(staged);
    }
    Used used = processes.since(mark);
    PhaseOutcome outcome =
        PhaseOutcome.newBuilder()
            .setName(phase.name())
            .setRepeat(repeat)
            .setMeasured(phase.measured())
            .setStartedAt(startedAt)
            .setDurationMicros(duration / 1000)
            .setCpuTime(used.cpuTime())
            .setPeakMemory(used.peakMemory().orElse(null))
            .setStorageIo(used.storageIo().orElse(null))
            .build();
    lastRun(staged).ifPresent(exit -> setExit(outcome, exit));
    return new PhaseResult(outcome, ending);
  }

  private List<CommandSpec> specs(Phase phase, int repeat) {
    List<CommandSpec> specs = new ArrayList<>();
    for (Command command : phase.commands()) {
      specs.add(
          new CommandSpec(
              command.words(),
              environment.with(phase.environment()),
              workspace.source().resolve(phase.directory()).normalize(),
              workspace.output(phase.name(), repeat, LogStream.STDOUT),
              workspace.output(phase.name(), repeat, LogStream.STDERR),
              phase.network() == Network.NONE));
    }
    return specs;
  }

  /** Whatever the command says of it: what follows could not be kept. */
  private Optional<Ending> fullDisk(Phase phase) throws IOException {
    return disk.look().flatMap(full -> failed(phase, full));
  }

  private PhaseWait.Until until(Phase phase, long start) {
    long ofPhase = phase.longest().map(longest -> start + longest.toNanos()).orElse(Long.MAX_VALUE);
    return new PhaseWait.Until(ofPhase, limit.endOfPhaseFrom(start));
  }

  private Optional<Ending> commands(
      Phase phase,
      List<CommandSpec> specs,
      List<StagedCommand> staged,
      PhaseWait.Until until,
      PhasePulse pulse)
      throws IOException {
    for (int i = 0; i < specs.size(); i++) {
      CommandSpec spec = specs.get(i);
      StagedCommand command = staged.get(i);
      Optional<Ending> failure = cannotRun(phase, spec);
      if (failure.isEmpty()) {
        command.go();
        failure = await(phase, command, until, pulse);
      }
      if (failure.isEmpty()) {
        failure = fullDisk(phase);
      }
      if (failure.isEmpty()) {
        failure = command.exit().flatMap(exit -> judge(phase, spec, exit));
      }
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private static Optional<Ending> cannotRun(Phase phase, CommandSpec spec) {
    String program = spec.words().get(0);
    String path = spec.environment().getOrDefault(JobEnvironment.PATH, "");
    if (!Files.isDirectory(spec.directory())) {
      return failed(phase, "directory \"" + phase.directory() + "\" is not there");
    }
    return Programs.exists(program, spec.directory(), path)
        ? Optional.empty()
        : failed(phase, "command \"" + program + "\" not found");
  }

  /** Waits often enough that waiting in a window costs no compilation; for some milliseconds. */
  void warmUp(Phase phase, PhasePulse pulse) throws IOException {
    long now = clock.nanos();
    PhaseWait.Until jobEnd = new PhaseWait.Until(Long.MAX_VALUE, limit.endOfPhaseFrom(now));
    PhaseWait wait = waiting(phase, null, jobEnd, PhasePulse.hasty(pulse, clock));
    for (int i = 0; i < WARM_UP && wait.turn(); i++) {
      // Each turn is one
    }
  }

  /** Waits for a command's end, or without one for the phase's time. */
  private Optional<Ending> await(
      Phase phase, @Nullable StagedCommand command, PhaseWait.Until until, PhasePulse pulse)
      throws IOException {
    PhaseWait wait = waiting(phase, command, until, pulse);
    while (wait.turn()) {
      // This loop stays in the interpreter, so there is nothing in it but a call of compiled code
    }
    return wait.ending();
  }

  private PhaseWait waiting(
      Phase phase, @Nullable StagedCommand command, PhaseWait.Until until, PhasePulse pulse) {
    return new PhaseWait(phase, command, until, pulse, clock, stop, disk);
  }

  private static Optional<Ending> judge(Phase phase, CommandSpec spec, Exit exit) {
    String program = "command \"" + spec.words().get(0) + "\" ";
    if (exit instanceof Exit.Code code) {
      return phase.allowedExitCodes().contains(code.code())
          ? Optional.empty()
          : failed(phase, program + "ended with exit code " + code.code());
    } else if (exit instanceof Exit.Signal signal) {
      String hint =
          signal.number() == Signals.FILE_TOO_LARGE
              ? ": a file, perhaps its output, became larger than this machine allows"
                  + " (tacet.worker.measure.file-limit)"
              : "";
      return failed(phase, program + "was ended by " + Signals.describe(signal.number()) + hint);
    }
    String reason = ((Exit.NotStarted) exit).reason();
    return Optional.of(
        new Ending.Interrupted(
            "phase " + phase.name() + ": this machine could not start it: " + reason));
  }

  /** So that the exit of a killed command is known, and its CPU time is counted. */
  private void awaitReaped(List<StagedCommand> staged) {
    long until = clock.nanos() + REAP_NANOS;
    while (staged.stream().anyMatch(command -> command.exit().isEmpty()) && clock.nanos() < until) {
      clock.park(until - clock.nanos());
    }
  }

  private static Optional<Exit> lastRun(List<StagedCommand> staged) {
    return staged.stream()
        .filter(StagedCommand::wasLetGo)
        .reduce((first, second) -> second)
        .flatMap(StagedCommand::exit);
  }

  private static void setExit(PhaseOutcome outcome, Exit exit) {
    if (exit instanceof Exit.Code code) {
      outcome.setExitCode(code.code());
    } else if (exit instanceof Exit.Signal signal) {
      outcome.setSignal(signal.number());
    }
  }

  private static Optional<Ending> failed(Phase phase, String message) {
    return Optional.of(Ending.Failed.in(phase, message));
  }
}
