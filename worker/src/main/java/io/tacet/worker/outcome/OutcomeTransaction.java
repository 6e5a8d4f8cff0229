package io.tacet.worker.outcome;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.machine.MachineId;
import io.tacet.worker.connection.KafkaConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * One try to move the machine's offset, by the rule that gives each order one outcome:
 *
 * <pre>{@code
 * new producer ─▶ initTransactions ─▶ committed offset is the expected one?
 *                (fences all others)    ├─ no, moved with our mark ─▶ COMMITTED (an earlier try of ours)
 *                                       ├─ no ─▶ SUPERSEDED
 *                                       └─ yes ─▶ transaction {records, offset} ─▶ COMMITTED
 * }</pre>
 *
 * <p>The order matters: opening a producer gives even a stale worker the newest epoch, so the
 * offset must be read after that. Whoever opens one later fences this transaction. One thread at a
 * time.
 */
public final class OutcomeTransaction {

  private static final Logger LOG = Logger.getLogger(OutcomeTransaction.class);
  private static final Duration SHORTEST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final long BYTES_PER_SECOND = 1024 * 1024;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** How a try ended. */
  public enum Result {
    /** The records and the offset are committed, by this try or an earlier one. */
    COMMITTED,
    /** Somebody else has ended the order; nothing was written. */
    SUPERSEDED
  }

  private final KafkaConnection kafka;
  private final CommittedOffset offset;
  private final MachineId machine;

  /** For this machine. */
  public OutcomeTransaction(KafkaConnection kafka, CommittedOffset offset, MachineId machine) {
    this.kafka = kafka;
    this.offset = offset;
    this.machine = machine;
  }

  /**
   * Tries once.
   *
   * @throws KafkaException when it failed or its fate is unknown: try again
   * @throws OffsetMissingException when there is no committed offset
   */
  public Result attempt(OffsetMove move) throws OffsetMissingException, IOException {
    Producer<byte[], byte[]> producer = kafka.transactional(timeout(move.bytes()));
    try {
      producer.initTransactions();
      OffsetAndMetadata committed = offset.read();
      if (committed.offset() != move.expected()) {
        boolean ours =
            committed.offset() == move.next() && move.mark().equals(committed.metadata());
        return ours ? Result.COMMITTED : Result.SUPERSEDED;
      }
      commit(producer, move);
      return Result.COMMITTED;
    } finally {
      producer.close(CLOSE_LIMIT);
    }
  }

  private void commit(Producer<byte[], byte[]> producer, OffsetMove move) throws IOException {
    producer.beginTransaction();
    try {
      move.content()
          .sendTo(
              message -> {
                // a record that could not be sent makes the commit fail
                Future<RecordMetadata> unused = producer.send(message);
              });
      producer.sendOffsetsToTransaction(
          Map.of(offset.partition(), new OffsetAndMetadata(move.next(), move.mark())),
          new ConsumerGroupMetadata(machine.consumerGroup()));
      producer.flush(); // as the commit does first
      FaultPoint.WORKER_SENT.reach();
      producer.commitTransaction();
    } catch (RuntimeException | IOException e) { // also what the serializer throws
      abort(producer);
      throw e;
    }
  }

  private static void abort(Producer<byte[], byte[]> producer) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      // fenced, or its commit is under way: the next try's initTransactions settles it
      LOG.debugf("Not aborted: %s", e);
    }
  }

  /** The time to send that much over a slow line, within what brokers allow. */
  static Duration timeout(long bytes) {
    Duration wanted = SHORTEST.plusSeconds(bytes / BYTES_PER_SECOND);
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
