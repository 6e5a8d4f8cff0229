package io.tacet.scheduler.relay;

import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Tells operators of a machine whose topic is missing, once each time it is. Thread-safe. */
@ApplicationScoped
class MissingTopicNotice {

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;

  MissingTopicNotice(
      Sql sql,
      Transactions transactions,
      Outbox outbox,
      Topics topics,
      Ids ids,
      InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells of all that operators do not know of. */
  void tell() {
    transactions.run(
        () ->
            sql.query(
                    "UPDATE relay_missing_topics SET told = true WHERE NOT told RETURNING topic",
                    row -> row.text("topic"))
                .forEach(this::put));
  }

  private void put(String topic) {
    String machine = topic.substring(topics.machineJobsBeginning().length());
    outbox.put(
        topics.notices(),
        NoticeScope.OPERATORS.name(),
        Notice.newBuilder()
            .setEventId(ids.event())
            .setOccurredAt(clock.instant())
            .setMachine(machine)
            .setScope(NoticeScope.OPERATORS)
            .setKind("machine-topic-missing")
            .setSubject("Machine " + machine + " gets no orders: its topic is missing")
            .setText(
                "Topic "
                    + topic
                    + " is not there, so what is to be said to machine "
                    + machine
                    + " waits. All others go on.\n\n"
                    + "Find out who deleted it. Then make it anew by registering the machine again"
                    + " (tacet machine register "
                    + machine
                    + " …), and say where its worker is to go on, since its offset went with the"
                    + " topic: tacet machine reset-offset "
                    + machine
                    + " 0. What waits goes out by itself when the topic is there; until then its job can be"
                    + " cancelled, or held, which takes the order back.\n")
            .build());
  }
}
