package io.tacet.scheduler.relay;

import io.tacet.contract.signature.EventSigner;
import io.tacet.scheduler.database.ExclusiveSession;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.relay.Batches.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The relay at work: the database session with the lock, and the producer that fenced all earlier
 * ones. Any failure ends it; the next one finds out from Kafka what became of its last batch.
 *
 * <pre>{@code
 * lock ─▶ initTransactions ─▶ committed() ─▶ forget what is there ─▶ set aside what has no topic
 *                                            ─▶ send again what is open ────────▶ ┐
 *                                                                               ▼
 *        ┌──── delete the last batch and take the next (one database commit) ◀────┐
 *        └────▶ send its records and its number in one Kafka transaction ─────────┘
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
final class RelaySession implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RelaySession.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final ExclusiveSession database;
  private final Producer<byte[], byte[]> producer;
  private final EventSigner signer;
  private final RelayNames names;
  private final int most;
  private final MissingTopics missing;
  private final Seams seams;

  /** On Kafka, and still in the outbox: it goes when the next one is taken. */
  private Batch inHand = Batch.NONE;

  RelaySession(
      ExclusiveSession database,
      Producer<byte[], byte[]> producer,
      EventSigner signer,
      RelayNames names,
      int most,
      MissingTopics missing,
      Seams seams) {
    this.database = database;
    this.producer = producer;
    this.signer = signer;
    this.names = names;
    this.most = most;
    this.missing = missing;
    this.seams = seams;
  }

  /**
   * Fences earlier relays and settles what they left.
   *
   * @throws IllegalStateException when Kafka knows of batches the database has never taken
   */
  void recover(Offsets offsets) {
    producer.initTransactions();
    OptionalLong committed = offsets.committed(names.group(), names.position());
    long last = database.transaction(Batches::last);
    inHand = Batch.NONE;
    if (committed.isPresent() && committed.getAsLong() > last) {
      throw new IllegalStateException(
          "Kafka has the relay's batch %d, but the database has taken only %d: it was set back to"
                  .formatted(committed.getAsLong(), last)
              + " an earlier state, and would give a number a second time. After a look, set"
              + " relay_position.last_batch to at least "
              + committed.getAsLong());
    }
    Batch open = database.transaction(Batches::inHand);
    if (!open.rows().isEmpty() && committed.isPresent() && last <= committed.getAsLong()) {
      LOG.infof("Batch %d is on Kafka already", last);
      database.transaction(sql -> done(sql, open));
    }
    // What is still open is on Kafka neither now nor later, so rows may leave it
    missing.setAside(database);
    Batch again = database.transaction(Batches::inHand);
    if (!again.rows().isEmpty()) {
      LOG.infof("Batch %d is not on Kafka; it is sent again", last);
      int unused = send(again);
      database.transaction(sql -> done(sql, again));
      inHand = Batch.NONE;
    }
  }

  /** Takes the topics in again that were missing and are there. */
  void lookForMissing() {
    missing.takeIn(database);
  }

  /**
   * Carries one batch over; its rows go with the next call.
   *
   * @return how many records; 0 when there were none
   */
  int relay() {
    Batch taken = database.transaction(sql -> Batches.next(sql, inHand, most));
    inHand = Batch.NONE;
    if (taken.rows().isEmpty()) {
      return 0;
    }
    seams.taken();
    return send(taken);
  }

  private int send(Batch batch) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Batches.Taken row : batch.rows()) {
      sent.add(producer.send(signer.sign(row.record())));
    }
    producer.sendOffsetsToTransaction(
        Map.of(names.position(), new OffsetAndMetadata(batch.number())),
        new ConsumerGroupMetadata(names.group()));
    seams.sent();
    producer.commitTransaction();
    sent.forEach(RelaySession::checked);
    seams.committed();
    inHand = batch;
    return batch.rows().size();
  }

  private static boolean done(io.tacet.scheduler.database.Statements sql, Batch batch) {
    Batches.done(sql, batch);
    return true;
  }

  private static void checked(Future<RecordMetadata> sent) {
    try {
      RecordMetadata unused = sent.get();
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("A committed transaction lacks a record", e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      producer.close(CLOSE);
    } finally {
      database.close();
    }
  }

  /** Where a test can make it die. */
  interface Seams {
    /** The batch is taken and committed in the database. */
    default void taken() {}

    /** All is sent, nothing committed. */
    default void sent() {}

    /** Kafka has committed, the database does not know. */
    default void committed() {}
  }

  /**
   * Names on Kafka. Immutable.
   *
   * @param group the group whose offset is the batch's number, and the transactional id
   * @param position the partition under which that offset is kept
   */
  record RelayNames(String group, TopicPartition position) {}
}
