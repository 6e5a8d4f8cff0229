package io.tacet.scheduler.power;

import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.power.Wakes.Wake;
import io.tacet.scheduler.relay.RelayWake;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Tells operators of a machine that does not wake. Thread-safe. */
@ApplicationScoped
class WakeNotice {

  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;
  private final RelayWake relay;

  WakeNotice(Outbox outbox, Topics topics, Ids ids, InstantSource clock, RelayWake relay) {
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
    this.relay = relay;
  }

  /** Puts the notice into the transaction at hand. */
  void put(Wake wake) {
    outbox.put(
        topics.notices(),
        NoticeScope.OPERATORS.name(),
        Notice.newBuilder()
            .setEventId(ids.event())
            .setOccurredAt(clock.instant())
            .setMachine(wake.machine())
            .setScope(NoticeScope.OPERATORS)
            .setKind("wake-failed")
            .setSubject("Machine " + wake.machine() + " does not wake")
            .setText(
                "Magic packets were sent "
                    + wake.packets()
                    + " times to "
                    + String.join(", ", wake.macs())
                    + ", and machine "
                    + wake.machine()
                    + " has not reported. A job waits there, or somebody wanted it awake.\n\n"
                    + "See whether it has power, whether Wake-on-LAN is on in its firmware and"
                    + " system, and whether packets from the scheduler reach its network. Then:"
                    + " tacet machine wake "
                    + wake.machine()
                    + ", or give its jobs to others: tacet machine drain "
                    + wake.machine()
                    + "\n")
            .build());
  }

  /** The transaction is committed. */
  void wake() {
    relay.wake();
  }
}
