package io.tacet.scheduler.running;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.machine.MachineId;
import io.tacet.schema.CommandKind;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A worker's part of the protocol, at a test's word. */
public final class Worker {

  private final Kafka kafka;
  private final MachineId machine;

  /** The worker of a machine. */
  public Worker(Kafka kafka, String machine) {
    this.kafka = kafka;
    this.machine = new MachineId(machine);
  }

  /** All commands of a kind for a job so far. */
  public List<JobCommand> commands(String job, CommandKind kind) {
    return kafka.events(kafka.topics().jobs(machine), job, JobCommand.class).stream()
        .filter(command -> command.getKind() == kind)
        .toList();
  }

  /** Waits for a job's order of this attempt. */
  public JobCommand order(String job, int attempt) {
    return await().until(() -> orderOf(job, attempt), Optional::isPresent).orElseThrow();
  }

  private Optional<JobCommand> orderOf(String job, int attempt) {
    return commands(job, CommandKind.ORDER).stream()
        .filter(order -> order.getAttempt() == attempt)
        .findFirst();
  }

  /** Reports progress by a plain producer. */
  public void progress(JobCommand order, JobState state, @Nullable Duration within) {
    kafka.send(kafka.topics().jobStatus(), order.getJobId(), status(order, state, within));
  }

  /** Reports an outcome by the rule; false if the order is over already. */
  public boolean outcome(JobCommand order, JobState state) {
    return outcome(order, status(order, state, null));
  }

  /** Reports this outcome by the rule; false if the order is over already. */
  public boolean outcome(JobCommand order, JobStatus status) {
    TopicPartition partition = new TopicPartition(kafka.topics().jobs(machine), 0);
    long offset = offset(order);
    Map<String, Object> settings = Kafka.settings();
    settings.put("transactional.id", machine.transactionalId());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      if (committed() > offset) {
        return false;
      }
      producer.beginTransaction();
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  kafka.topics().jobStatus(),
                  order.getJobId().getBytes(UTF_8),
                  kafka.bytes(kafka.topics().jobStatus(), status)));
      producer.sendOffsetsToTransaction(
          Map.of(partition, new OffsetAndMetadata(offset + 1)),
          new ConsumerGroupMetadata(machine.consumerGroup()));
      producer.commitTransaction();
      return true;
    }
  }

  /**
   * The group's committed offset, −1 when there is none. A transaction's commit returns before the
   * broker has moved the offset; this waits for that.
   */
  public long committed() {
    TopicPartition partition = new TopicPartition(kafka.topics().jobs(machine), 0);
    OffsetAndMetadata offset =
        await()
            .until(() -> stable(partition), found -> found.containsKey(partition))
            .get(partition);
    return offset == null ? -1 : offset.offset();
  }

  /** Without the partition while a transaction holds its offset. */
  private Map<TopicPartition, OffsetAndMetadata> stable(TopicPartition partition)
      throws InterruptedException, ExecutionException {
    return kafka
        .admin()
        .listConsumerGroupOffsets(
            Map.of(
                machine.consumerGroup(),
                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
            new ListConsumerGroupOffsetsOptions().requireStable(true))
        .partitionsToOffsetAndMetadata()
        .get();
  }

  /** A status as a worker writes it. */
  public JobStatus status(JobCommand order, JobState state, @Nullable Duration within) {
    return JobStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(machine.value())
        .setJobId(order.getJobId())
        .setAttempt(order.getAttempt())
        .setOrderId(order.getOrderId())
        .setProject(Objects.requireNonNull(order.getOrder()).getProject())
        .setSubmitter(order.getOrder().getSubmitter())
        .setState(state)
        .setErrorClass(state == JobState.INTERRUPTED ? ErrorClass.MACHINE : null)
        .setMessage(state == JobState.INTERRUPTED ? "the power went" : null)
        .setNextStatusWithinMicros(within == null ? null : within.toNanos() / 1000)
        .build();
  }

  private long offset(JobCommand order) {
    return kafka.records(kafka.topics().jobs(machine)).stream()
        .filter(
            record ->
                new String(record.key(), UTF_8).equals(order.getJobId())
                    && commandOf(record.value(), order))
        .mapToLong(record -> record.offset())
        .max()
        .orElseThrow();
  }

  private boolean commandOf(byte[] value, JobCommand order) {
    return java.util.Arrays.equals(value, kafka.bytes(kafka.topics().jobs(machine), order));
  }
}
