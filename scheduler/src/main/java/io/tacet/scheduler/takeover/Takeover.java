package io.tacet.scheduler.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.machine.MachineTopic;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.signature.OwnKey;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Ends an order in its machine's place, by the one rule for outcomes: a transaction by the
 * machine's transactional id that writes the status and moves the group's offset past the order.
 *
 * <pre>{@code
 * in the outbox? ─▶ not yet          on its way; try again
 * committed()    ─▶ no offset        an operator has to look
 * on the topic from there? no ─▶ over   its outcome comes by the topic
 * initTransactions                   the worker's producer, if it has one, is fenced from here on
 * committed() again: moved? ─▶ over
 * send status; still true? no ─▶ abort
 * commit {status, offset}            ended
 * }</pre>
 *
 * <p>Thread-safe; of two that try the same, one is fenced.
 */
@ApplicationScoped
public class Takeover {

  private static final Logger LOG = Logger.getLogger(Takeover.class);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final Offsets offsets;
  private final OrderSearch search;
  private final MachineTopic topic;
  private final Outbox outbox;
  private final EventWriter writer;
  private final Topics topics;
  private final OwnKey key;

  Takeover(
      KafkaClients clients,
      Offsets offsets,
      OrderSearch search,
      MachineTopic topic,
      Outbox outbox,
      EventWriter writer,
      Topics topics,
      OwnKey key) {
    this.clients = clients;
    this.offsets = offsets;
    this.search = search;
    this.topic = topic;
    this.outbox = outbox;
    this.writer = writer;
    this.topics = topics;
    this.key = key;
  }

  /**
   * Tries to end an order.
   *
   * @param outcome the status, with its order's id and machine
   * @param more records that go with it, in the same transaction
   * @param guard asked when the status has its place and time on the topic, before the commit
   * @throws KafkaException when Kafka does not answer, or the worker was faster: try again
   */
  Result end(JobStatus outcome, List<ProducerRecord<byte[], byte[]>> more, Guard guard)
      throws InterruptedException {
    MachineId machine = new MachineId(outcome.getMachine());
    TopicPartition partition = topic.partition(machine);
    if (outbox.holds(partition.topic(), outcome.getJobId())) {
      return Result.NOT_YET_SENT;
    }
    OptionalLong committed = offsets.committed(machine.consumerGroup(), partition);
    if (committed.isEmpty()) {
      LOG.errorf(
          "job %s can't be ended: machine %s has no committed offset. Reset it after a look.",
          outcome.getJobId(), machine);
      return Result.NO_OFFSET;
    }
    OptionalLong order = search.find(machine, committed.getAsLong(), outcome.getOrderId());
    if (order.isEmpty()) {
      return Result.OVER;
    }
    try (MachineProducer producer = open(machine)) {
      if (!offsets.committed(machine.consumerGroup(), partition).equals(committed)) {
        return Result.OVER;
      }
      return producer.commit(outcome, more, guard, order.getAsLong() + 1);
    }
  }

  /** Opens the machine's transactional id: whoever had it can commit nothing any more. */
  MachineProducer open(MachineId machine) {
    Producer<byte[], byte[]> producer =
        clients.producer(machine.transactionalId(), TRANSACTION_TIMEOUT);
    boolean open = false;
    try {
      producer.initTransactions();
      open = true;
    } finally {
      if (!open) {
        producer.close(CLOSE);
      }
    }
    return new MachineProducer(machine, producer);
  }

  /** How an attempt ended. */
  enum Result {
    /** The order is over now, by this status. */
    ENDED,
    /** It was over before; its outcome is on the topic. */
    OVER,
    /** It is on its way to the machine. */
    NOT_YET_SENT,
    /** The guard said no. */
    NO_LONGER_TRUE,
    /** Nobody knows where the machine is on its topic. */
    NO_OFFSET
  }

  /** Whether the reason for ending the order still holds. */
  @FunctionalInterface
  interface Guard {
    /** Asked with the status' partition, offset and broker's time; true lets it be committed. */
    boolean holds(RecordMetadata status) throws InterruptedException;
  }

  /** A producer under a machine's transactional id, the newest there is. */
  final class MachineProducer implements AutoCloseable {

    private final MachineId machine;
    private final Producer<byte[], byte[]> producer;

    private MachineProducer(MachineId machine, Producer<byte[], byte[]> producer) {
      this.machine = machine;
      this.producer = producer;
    }

    Result commit(
        JobStatus outcome, List<ProducerRecord<byte[], byte[]>> more, Guard guard, long next)
        throws InterruptedException {
      EventSigner signer = key.signer();
      producer.beginTransaction();
      boolean committed = false;
      try {
        Future<RecordMetadata> status =
            producer.send(
                signer.sign(
                    new ProducerRecord<>(
                        topics.jobStatus(),
                        outcome.getJobId().getBytes(UTF_8),
                        writer.write(topics.jobStatus(), outcome))));
        for (ProducerRecord<byte[], byte[]> record : more) {
          Future<RecordMetadata> unused = producer.send(signer.sign(record));
        }
        producer.flush();
        if (!guard.holds(placed(status))) {
          return Result.NO_LONGER_TRUE;
        }
        move(next);
        producer.commitTransaction();
        committed = true;
        return Result.ENDED;
      } finally {
        if (!committed) {
          abort();
        }
      }
    }

    /** Moves the offset without any status. */
    void commitOffset(long next) {
      producer.beginTransaction();
      move(next);
      producer.commitTransaction();
    }

    private void move(long next) {
      producer.sendOffsetsToTransaction(
          Map.of(topic.partition(machine), new OffsetAndMetadata(next)),
          new ConsumerGroupMetadata(machine.consumerGroup()));
    }

    private void abort() {
      try {
        producer.abortTransaction();
      } catch (KafkaException e) {
        LOG.debugf("The transaction for %s ends by itself: %s", machine, e.getMessage());
      }
    }

    private RecordMetadata placed(Future<RecordMetadata> status) throws InterruptedException {
      try {
        return status.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException cause
            ? cause
            : new KafkaException(e.getCause());
      }
    }

    @Override
    public void close() {
      producer.close(CLOSE);
    }
  }
}
