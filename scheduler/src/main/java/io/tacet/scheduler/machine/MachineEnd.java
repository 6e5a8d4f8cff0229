package io.tacet.scheduler.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.signature.Signer;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.directory.Directory;
import io.tacet.scheduler.machine.MachineHistory.Change;
import io.tacet.scheduler.machine.MachineStore.Description;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.signature.SignerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a retirement changes in the database. Thread-safe. */
@ApplicationScoped
class MachineEnd {

  private final Sql sql;
  private final Transactions transactions;
  private final MachineStore machines;
  private final MachineHistory history;
  private final Directory directory;
  private final Outbox outbox;
  private final Topics topics;
  private final SignerKeys signerKeys;
  private final InstantSource clock;

  MachineEnd(
      Sql sql,
      Transactions transactions,
      MachineStore machines,
      MachineHistory history,
      Directory directory,
      Outbox outbox,
      Topics topics,
      SignerKeys signerKeys,
      InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.machines = machines;
    this.history = history;
    this.directory = directory;
    this.outbox = outbox;
    this.topics = topics;
    this.signerKeys = signerKeys;
    this.clock = clock;
  }

  boolean isRetired(String machine) {
    return sql.first("SELECT duty FROM machines WHERE id = ?", row -> row.text("duty"), machine)
        .filter(Duty.RETIRED.name()::equals)
        .isPresent();
  }

  /**
   * Drops commands that nobody has taken: cancels of orders that are over, there is no other.
   *
   * @return false while the relay has some in hand
   */
  boolean forgetCommands(String machine) {
    String topic = topics.jobs(new MachineId(machine));
    return transactions.call(
        () -> {
          List<Boolean> unused =
              sql.query("SELECT FROM relay_position FOR SHARE", row -> Boolean.TRUE);
          sql.update(
              """
              DELETE FROM outbox WHERE topic = ?
                AND id <> ALL (ARRAY(SELECT unnest(in_hand) FROM relay_position))
              """,
              topic);
          sql.update("DELETE FROM relay_missing_topics WHERE topic = ?", topic);
          return sql.first(
                  "SELECT id FROM outbox WHERE topic = ? LIMIT 1",
                  row -> row.longNumber("id"),
                  topic)
              .isEmpty();
        });
  }

  /**
   * Removes its topic and tells everybody that it is gone, its row locked all the while: of two
   * that do this the slower one must not remove the topic of a machine that is registered again.
   *
   * @return whether it was not retired yet
   */
  boolean retire(String machine, Runnable removal) {
    return transactions.call(
        () -> {
          Optional<Description> said =
              machines.lock(machine).filter(now -> now.duty() == Duty.RETIRING);
          said.ifPresent(
              now -> {
                removal.run();
                tell(machine, now);
              });
          return said.isPresent();
        });
  }

  private void tell(String machine, Description said) {
    sql.update("UPDATE machines SET duty = 'RETIRED' WHERE id = ?", machine);
    sql.update("UPDATE machine_reports SET status_due_at = NULL WHERE machine = ?", machine);
    sql.update("DELETE FROM machine_wakes WHERE machine = ?", machine);
    signerKeys.end(Signer.machine(machine), null, clock.instant());
    outbox.put(
        new ProducerRecord<byte[], byte[]>(topics.machineStatus(), machine.getBytes(UTF_8), null));
    directory.machine(MachineRegistration.entry(machine, said.with(Duty.RETIRED)));
    history.change(
        new Change(
            machine,
            "duty",
            Duty.RETIRING.name(),
            Duty.RETIRED.name(),
            MachineControl.SCHEDULER,
            "topic removed"),
        clock.instant());
  }
}
