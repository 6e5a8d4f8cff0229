package io.tacet.worker.status;

import io.tacet.schema.CheckResult;
import io.tacet.schema.LeftOutSensor;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Temperature;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.sampling.LeftOut;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about the machine, and the telling of it. Facts go out with the first
 * status, when they change, and again after orders could not be read. One thread at a time.
 */
public final class MachineBoard {

  private final StatusSender sender;
  private final EventFactory events;
  private final LongSupplier supersededResults;
  private List<CheckResult> checks = List.of();
  private @Nullable Temperature temperature;
  private List<LeftOutSensor> leftOut = List.of();
  private @Nullable MachineFacts facts;
  private @Nullable MachineFacts untold;
  private @Nullable HeldOrder held;
  private boolean unheard;

  /** Tells through this sender. */
  public MachineBoard(StatusSender sender, EventFactory events, LongSupplier supersededResults) {
    this.sender = sender;
    this.events = events;
    this.supersededResults = supersededResults;
  }

  /** Facts to go out with the next status. */
  public void facts(MachineFacts facts) {
    this.facts = facts;
    untold = facts;
  }

  /** Orders can't be read: the machine may not be registered, and nobody hears what is told. */
  public void unheard() {
    unheard = true;
  }

  /** Orders can be read: facts that nobody may have heard go out again with the next status. */
  public void heard() {
    if (unheard) {
      unheard = false;
      untold = facts;
    }
  }

  /** Results of the last gate. */
  public void checks(List<CheckResult> checks, @Nullable Temperature temperature) {
    this.checks = List.copyOf(checks);
    this.temperature = temperature;
  }

  /** Sensors that the last measurement did without. */
  public void leftOut(List<LeftOut> sensors) {
    leftOut =
        sensors.stream()
            .map(
                one ->
                    new LeftOutSensor(
                        one.sensor(), one.micros(), one.allowedMicros(), one.sentence()))
            .toList();
  }

  /** The order in hand; null: none. */
  public void held(@Nullable HeldOrder held) {
    this.held = held;
  }

  /** Tells a state after which another follows within some time. */
  public void tell(MachineState state, Duration nextWithin) {
    send(state, nextWithin.toNanos() / 1000, null);
  }

  /** Tells a state that lasts until something outside changes, and what that is. */
  public void tellLast(MachineState state, @Nullable String message) {
    send(state, null, message);
  }

  /**
   * Tells a state that lasts until something outside changes, and waits for the broker's word.
   *
   * @throws RuntimeException when it can't be told
   */
  public void tellLastNow(MachineState state, String message) throws InterruptedException {
    sender.machineNow(status(state, null, message));
  }

  /** Tells a state after which another follows, and what to know about it. */
  public void tell(MachineState state, Duration nextWithin, String message) {
    send(state, nextWithin.toNanos() / 1000, message);
  }

  private void send(MachineState state, @Nullable Long nextWithinMicros, @Nullable String message) {
    sender.machine(status(state, nextWithinMicros, message));
  }

  private MachineStatus status(
      MachineState state, @Nullable Long nextWithinMicros, @Nullable String message) {
    MachineStatus status = events.machineStatus(state);
    HeldOrder current = held;
    if (current != null) {
      status.setJobId(current.command().getJobId());
      status.setAttempt(current.command().getAttempt());
      status.setOrderId(current.orderId());
    }
    status.setNextStatusWithinMicros(nextWithinMicros);
    status.setMessage(message);
    status.setChecks(checks);
    status.setTemperature(temperature);
    status.setLeftOutSensors(leftOut);
    status.setFacts(untold);
    status.setSupersededResults(supersededResults.getAsLong());
    untold = null;
    return status;
  }
}
