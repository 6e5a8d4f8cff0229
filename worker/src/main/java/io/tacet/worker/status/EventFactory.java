package io.tacet.worker.status;

import io.tacet.contract.machine.MachineId;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.worker.journal.HeldOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Begins events with what all of them carry: id, time, machine, job. Thread-safe if its parts are.
 */
public final class EventFactory {

  private final MachineId machine;
  private final Supplier<UUID> ids;
  private final InstantSource clock;

  /** For events of this machine. */
  public EventFactory(MachineId machine, Supplier<UUID> ids, InstantSource clock) {
    this.machine = machine;
    this.ids = ids;
    this.clock = clock;
  }

  /** Id of the machine. */
  public String machine() {
    return machine.value();
  }

  /** Id for a new event. */
  public String newId() {
    return ids.get().toString();
  }

  /** The time now. */
  public Instant now() {
    return clock.instant();
  }

  /** A status of the order in hand. */
  public JobStatus jobStatus(HeldOrder held, JobState state) {
    return JobStatus.newBuilder()
        .setEventId(newId())
        .setOccurredAt(now())
        .setMachine(machine())
        .setJobId(held.command().getJobId())
        .setAttempt(held.command().getAttempt())
        .setOrderId(held.orderId())
        .setProject(held.order().getProject())
        .setSubmitter(held.order().getSubmitter())
        .setJobName(held.order().getName())
        .setSourceCommit(held.commit())
        .setState(state)
        .build();
  }

  /** A status of the machine. */
  public MachineStatus machineStatus(MachineState state) {
    return MachineStatus.newBuilder()
        .setEventId(newId())
        .setOccurredAt(now())
        .setMachine(machine())
        .setState(state)
        .build();
  }
}
