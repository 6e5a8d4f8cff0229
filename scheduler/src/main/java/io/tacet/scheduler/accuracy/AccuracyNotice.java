package io.tacet.scheduler.accuracy;

import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.relay.RelayWake;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Tells operators that a machine's accuracy is lost, or back. Thread-safe. */
@ApplicationScoped
class AccuracyNotice {

  private final Outbox outbox;
  private final RelayWake relay;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;

  AccuracyNotice(Outbox outbox, RelayWake relay, Topics topics, Ids ids, InstantSource clock) {
    this.outbox = outbox;
    this.relay = relay;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /** Puts the notice in, in the transaction at hand, which says that it was told. */
  void tell(ControlRow control, boolean lost) {
    String machine = control.machine();
    String text =
        lost
            ? "Its control runs no longer keep to what was set: "
                + control.reason()
                + "\n\nThe machine is in quarantine and is given no jobs but control runs. Find out what has"
                + " changed. Then measure anew (tacet accuracy check "
                + machine
                + ", which releases it when it passes), or release it yourself (tacet machine"
                + " release "
                + machine
                + ").\n\nValues: tacet accuracy windows "
                + machine
                + "\n"
            : "Its control runs keep to what was set again: "
                + control.reason()
                + "\n\nA quarantine by accuracy control is over; one by an operator is not.\n";
    outbox.put(
        topics.notices(),
        NoticeScope.OPERATORS.name(),
        Notice.newBuilder()
            .setEventId(ids.event())
            .setOccurredAt(clock.instant())
            .setMachine(machine)
            .setScope(NoticeScope.OPERATORS)
            .setKind(lost ? "accuracy-lost" : "accuracy-ok")
            .setSubject(
                "Machine " + machine + (lost ? " has lost its accuracy" : " is accurate again"))
            .setText(text)
            .build());
  }

  /** It is committed. */
  void wake() {
    relay.wake();
  }
}
