package io.tacet.worker.loop;

import io.tacet.contract.machine.MachineId;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.status.EventFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Orders and events for tests, always the same ones. */
public final class Orders {

  /** The time of all of them. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

  private Orders() {}

  /** An order in hand, at offset 7 with committed offset 5. */
  public static HeldOrder held(String orderId) {
    return new HeldOrder(
        JobCommand.newBuilder()
            .setEventId("e")
            .setOccurredAt(NOW)
            .setMachine("m1")
            .setJobId("job-1")
            .setKind(CommandKind.ORDER)
            .setOrderId(orderId)
            .setAttempt(2)
            .setOrder(
                JobOrder.newBuilder()
                    .setName("job")
                    .setProject("p")
                    .setSubmitter("ada")
                    .setCommand(List.of("true"))
                    .setTimeLimitMicros(1_000_000)
                    .build())
            .build(),
        7,
        5);
  }

  /** Events with ids counted from 1. */
  public static EventFactory events() {
    AtomicLong next = new AtomicLong();
    return new EventFactory(
        new MachineId("m1"), () -> new UUID(0, next.incrementAndGet()), InstantSource.fixed(NOW));
  }
}
