package io.tacet.scheduler.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.machine.MachineReports;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.relay.RelayWake;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators of a machine that has fallen silent, once per silence: the event's id follows
 * from machine and time, and a machine that was told of is not told of again until it reports.
 * Thread-safe.
 */
@ApplicationScoped
class OverdueNotice {

  private static final String KIND = "machine-overdue";

  private final Sql sql;
  private final Transactions transactions;
  private final MachineReports reports;
  private final Outbox outbox;
  private final RelayWake relay;
  private final EventWriter writer;
  private final Topics topics;
  private final InstantSource clock;

  OverdueNotice(
      Sql sql,
      Transactions transactions,
      MachineReports reports,
      Outbox outbox,
      RelayWake relay,
      EventWriter writer,
      Topics topics,
      InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.reports = reports;
    this.outbox = outbox;
    this.relay = relay;
    this.writer = writer;
    this.topics = topics;
    this.clock = clock;
  }

  /** Whether a machine of which operators do not know it was to report before this time. */
  boolean isAnyDue(Instant time) {
    return sql.first(
            """
            SELECT 1 AS one FROM machine_reports r JOIN machines m ON m.id = r.machine
            WHERE r.status_due_at < ? AND NOT r.overdue_told AND m.active
              AND m.duty <> 'MAINTENANCE'
            """,
            row -> row.number("one"),
            time)
        .isPresent();
  }

  /**
   * Tells of machines that are overdue without an order whose end would tell. Of one in maintenance
   * nobody expects to hear.
   */
  void tellIdle(Instant dueBefore) {
    sql.query(
            """
            SELECT r.machine, r.status_due_at FROM machine_reports r
            JOIN machines m ON m.id = r.machine
            WHERE r.status_due_at < ? AND NOT r.overdue_told AND m.active
              AND m.duty <> 'MAINTENANCE' AND NOT EXISTS (
              SELECT 1 FROM jobs j WHERE j.machine = r.machine AND j.status_due_at IS NOT NULL)
            """,
            row -> new Silent(row.text("machine"), row.time("status_due_at")),
            dueBefore)
        .forEach(this::tell);
  }

  private void tell(Silent silent) {
    transactions.run(
        () -> {
          if (reports.overdueTold(silent.machine())) {
            outbox.put(topics.notices(), key(), notice(silent.machine(), silent.since(), null));
          }
        });
    relay.wake();
  }

  /** The notice as a record, for a transaction of its own. */
  ProducerRecord<byte[], byte[]> record(String machine, Instant due, String jobId) {
    return new ProducerRecord<>(
        topics.notices(),
        key().getBytes(UTF_8),
        writer.write(topics.notices(), notice(machine, due, jobId)));
  }

  private Notice notice(String machine, Instant due, @Nullable String jobId) {
    String id = KIND + "/" + machine + "/" + due;
    String interrupted =
        jobId == null ? "" : " The attempt of job " + jobId + " in its hands was interrupted.";
    return Notice.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString())
        .setOccurredAt(clock.instant())
        .setMachine(machine)
        .setJobId(jobId)
        .setScope(NoticeScope.OPERATORS)
        .setKind(KIND)
        .setSubject("Machine " + machine + " is overdue")
        .setText(
            "Machine "
                + machine
                + " was to report by "
                + due
                + " and has not."
                + interrupted
                + " See whether it runs and reaches Kafka; its worker goes on by itself when it"
                + " does.\n")
        .build();
  }

  private static String key() {
    return NoticeScope.OPERATORS.name();
  }

  private record Silent(String machine, Instant since) {}
}
