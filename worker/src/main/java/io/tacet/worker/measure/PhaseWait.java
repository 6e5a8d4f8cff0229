package io.tacet.worker.measure;

import io.tacet.scenario.Phase;
import io.tacet.worker.process.StagedCommand;
import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a phase's command or of its time, turn by turn, and samples meanwhile. A
 * method that is called once a second and never returns is never compiled; one turn is, when it has
 * been done often enough before. One thread.
 */
final class PhaseWait {

  private final Phase phase;
  private final @Nullable StagedCommand command;
  private final Until until;
  private final PhasePulse pulse;
  private final RunClock clock;
  private final StopSignal stop;
  private final DiskGuard disk;
  private @Nullable Ending ending;

  /**
   * When to wait no longer, ns of the run's clock.
   *
   * @param phase the phase's limit, or the end of its wait; {@link Long#MAX_VALUE}: none
   * @param job the job's limit
   */
  record Until(long phase, long job) {}

  /**
   * Begins.
   *
   * @param command null: waits for the time alone
   */
  PhaseWait(
      Phase phase,
      @Nullable StagedCommand command,
      Until until,
      PhasePulse pulse,
      RunClock clock,
      StopSignal stop,
      DiskGuard disk) {
    this.phase = phase;
    this.command = command;
    this.until = until;
    this.pulse = pulse;
    this.clock = clock;
    this.stop = stop;
    this.disk = disk;
  }

  /** One look at everything, a sample if it is due, a wait for the next. False: it is over. */
  boolean turn() throws IOException {
    if (command != null && command.hasEnded()) {
      return false;
    }
    long now = clock.nanos();
    if (stop.requested()) {
      return over(new Ending.Interrupted("the worker was stopped"));
    }
    if (now - until.job() >= 0) {
      return over(Ending.Failed.in(phase, "the job's time limit is over"));
    }
    if (now >= until.phase()) {
      return command == null ? false : over(tooLong());
    }
    pulse.beat(now);
    Optional<String> full = disk.now();
    if (full.isPresent()) {
      return over(Ending.Failed.in(phase, full.get()));
    }
    clock.park(Math.min(Math.min(pulse.next(), until.phase()), until.job()) - clock.nanos());
    return true;
  }

  /** Why it ended before its command or its time did; empty: it did not. */
  Optional<Ending> ending() {
    return Optional.ofNullable(ending);
  }

  private boolean over(Ending end) {
    ending = end;
    return false;
  }

  private Ending tooLong() {
    Duration timeout = phase.timeout().orElseThrow();
    return Ending.Failed.in(
        phase,
        "not done within its timeout of "
            + timeout.toString().substring(2).toLowerCase(Locale.ROOT));
  }
}
