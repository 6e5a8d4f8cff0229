package io.tacet.worker.gate;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.Temperature;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets an order through when the machine is fit to measure.
 *
 * <pre>{@code
 * check failed with ERROR ─▶ BLOCKED, look again   (machines of kind DEVELOPMENT: reported only)
 * too hot                 ─▶ COOLING, look again
 * otherwise               ─▶ through
 * deadline                ─▶ refused, with the reason
 * }</pre>
 *
 * <p>One thread at a time.
 */
public final class Gate {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final WorkerSettings settings;
  private final SystemChecks checks;
  private final Optional<TemperatureSensor> sensor;
  private final EventFactory events;
  private final StatusSender sender;
  private final MachineBoard board;
  private final StopRequest stop;

  /** For this machine. */
  public Gate(
      WorkerSettings settings,
      SystemChecks checks,
      EventFactory events,
      StatusSender sender,
      MachineBoard board,
      StopRequest stop) {
    this.settings = settings;
    this.checks = checks;
    this.sensor =
        settings.temperature().map(limit -> new TemperatureSensor(settings.sysRoot(), limit));
    this.events = events;
    this.sender = sender;
    this.board = board;
    this.stop = stop;
  }

  /** Looks at the machine, for its status only. */
  public void look() {
    board.checks(checks.run(), sensor.flatMap(TemperatureSensor::read).orElse(null));
  }

  /**
   * Waits until the machine is fit.
   *
   * @return why it did not become so in time; empty: it is fit
   */
  public Optional<String> admit(HeldOrder held) throws StoppedException {
    long deadline = System.nanoTime() + settings.gateTimeout().toNanos();
    MachineState told = MachineState.UNKNOWN;
    while (true) {
      List<CheckResult> results = checks.run();
      Temperature temperature = sensor.flatMap(TemperatureSensor::read).orElse(null);
      board.checks(results, temperature);
      Optional<String> unfit = unfit(results);
      boolean hot = temperature != null && isTooHot(temperature);
      if (unfit.isEmpty() && !hot) {
        return Optional.empty();
      }
      String why = unfit.orElseGet(() -> hotMessage(temperature));
      long leftNanos = deadline - System.nanoTime();
      if (leftNanos <= 0) {
        return Optional.of("The machine did not become fit to measure in time: " + why);
      }
      MachineState state = unfit.isPresent() ? MachineState.BLOCKED : MachineState.COOLING;
      if (state != told) {
        tell(held, state, Duration.ofNanos(leftNanos), why);
        told = state;
      }
      stop.pause(LOOK_AGAIN);
    }
  }

  private void tell(HeldOrder held, MachineState state, Duration left, String why) {
    Duration within = left.plus(settings.statusMargin());
    board.tell(state, within, why);
    if (state == MachineState.COOLING) {
      JobStatus status = events.jobStatus(held, JobState.COOLING);
      status.setNextStatusWithinMicros(within.toNanos() / 1000);
      status.setMessage(why);
      sender.job(status);
    }
  }

  private Optional<String> unfit(List<CheckResult> results) {
    if (settings.kind() == MachineKind.DEVELOPMENT) {
      return Optional.empty();
    }
    String reasons =
        results.stream()
            .filter(result -> !result.getPassed() && result.getLevel() == CheckLevel.ERROR)
            .map(result -> result.getName() + ": " + result.getMessage())
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
  }

  private boolean isTooHot(Temperature temperature) {
    return sensor.isPresent() && temperature.getCelsius() > sensor.get().baseCelsius();
  }

  private static String hotMessage(@Nullable Temperature temperature) {
    return temperature == null
        ? ""
        : "%.1f °C, a job starts at %.1f °C"
            .formatted(temperature.getCelsius(), temperature.getBaseCelsius());
  }
}
