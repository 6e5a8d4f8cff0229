package io.tacet.intake;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.intake.database.Transactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Stores a batch in one transaction. If a record in it can't be stored, each is stored by itself,
 * so that the others are not lost with it. Undecodable, forged and unstorable records go to the
 * dead letters. For one thread.
 */
final class BatchWriter {

  private final Map<String, EventStore<?>> stores;
  private final EventReader reader;
  private final Witness witness;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final IntakeMetrics metrics;

  BatchWriter(
      Map<String, EventStore<?>> stores,
      EventReader reader,
      Witness witness,
      Transactions transactions,
      DeadLetters deadLetters,
      IntakeMetrics metrics) {
    this.stores = stores;
    this.reader = reader;
    this.witness = witness;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /**
   * Stores records; when it returns, each of them is in the database or among the dead letters.
   *
   * @throws Exception a temporary failure: nothing, some or all may be stored, try all again
   */
  void write(Iterable<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    List<DeadLetters.Letter> letters = new ArrayList<>();
    Map<String, TopicBatch<?>> batches = new LinkedHashMap<>();
    witness.look(records);
    for (ConsumerRecord<byte[], byte[]> source : records) {
      try {
        batches.computeIfAbsent(source.topic(), this::batch).add(reader, witness, source);
      } catch (UndecodableEventException | ForgedEventException e) {
        letters.add(new DeadLetters.Letter(source, e));
      }
    }
    store(batches, letters);
    deadLetters.send(letters);
    batches.forEach(
        (topic, batch) -> {
          batch.committed();
          metrics.read(topic, batch.size());
        });
  }

  private TopicBatch<?> batch(String topic) {
    return batch(Objects.requireNonNull(stores.get(topic), topic));
  }

  private static <T> TopicBatch<T> batch(EventStore<T> store) {
    return new TopicBatch<>(store);
  }

  private void store(Map<String, TopicBatch<?>> batches, List<DeadLetters.Letter> letters)
      throws SQLException {
    try {
      transactions.run(
          connection -> {
            for (TopicBatch<?> batch : batches.values()) {
              batch.storeIn(connection);
            }
            return true;
          });
    } catch (SQLException | RuntimeException e) {
      if (!RecordFault.is(e)) {
        throw e;
      }
      metrics.split(e);
      for (TopicBatch<?> batch : batches.values()) {
        storeOneByOne(batch, letters);
      }
    }
  }

  private void storeOneByOne(TopicBatch<?> batch, List<DeadLetters.Letter> letters)
      throws SQLException {
    for (TopicBatch.Single single : batch.singles()) {
      try {
        transactions.run(
            connection -> {
              single.storing().in(connection);
              return true;
            });
      } catch (SQLException | RuntimeException e) {
        if (!RecordFault.is(e)) {
          throw e;
        }
        letters.add(new DeadLetters.Letter(single.source(), e));
      }
    }
  }
}
