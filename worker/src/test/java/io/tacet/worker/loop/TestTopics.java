package io.tacet.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.TopicSpec;
import io.tacet.contract.topic.Topics;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A machine's topics of its own on the shared broker and registry: what is sent there as the
 * scheduler would, and a plain read_committed reader of what workers say.
 */
class TestTopics implements AutoCloseable {

  static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Set<TransactionState> ENDED =
      Set.of(
          TransactionState.COMPLETE_COMMIT,
          TransactionState.COMPLETE_ABORT,
          TransactionState.EMPTY);

  final Topics topics = new Topics("worker" + UUID.randomUUID().toString().substring(0, 8) + ".");
  final MachineId id = new MachineId("m1");
  final String bootstrapServers;
  final SerdeSettings serde;
  private final Admin admin;
  private final EventWriter writer;
  private final EventReader reader;
  private final Producer<byte[], byte[]> producer;

  TestTopics(boolean seeded) throws Exception {
    EmbeddedCluster cluster = EmbeddedCluster.shared();
    bootstrapServers = cluster.kafka().bootstrapServers();
    serde = SerdeSettings.forRegistry(cluster.registry().url());
    new SchemaRegistration(cluster.registry().url()).registerAll();
    writer = new EventWriter(serde);
    reader = new EventReader(serde);
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", false),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    createTopics();
    if (seeded) {
      commit(0, "");
    }
  }

  private void createTopics() throws Exception {
    List<NewTopic> all = new ArrayList<>();
    for (TopicSpec spec : topics.shared()) {
      all.add(new NewTopic(spec.name(), 1, (short) 1).configs(spec.config()));
    }
    TopicSpec jobs = topics.machineJobs(id);
    all.add(new NewTopic(jobs.name(), 1, (short) 1).configs(jobs.config()));
    admin.createTopics(all).all().get();
  }

  TopicPartition partition() {
    return new TopicPartition(topics.jobs(id), 0);
  }

  /** Moves the offset; a new topic is not known at once to whoever checks it. */
  void commit(long offset, String metadata) {
    await()
        .atMost(LIMIT)
        .ignoreException(ExecutionException.class)
        .until(
            () -> {
              admin
                  .alterConsumerGroupOffsets(
                      id.consumerGroup(),
                      Map.of(partition(), new OffsetAndMetadata(offset, metadata)))
                  .all()
                  .get();
              return true;
            });
  }

  /** A transaction's commit returns before the broker has moved the offset; this waits for it. */
  long committed() {
    return Objects.requireNonNull(
            await()
                .atMost(LIMIT)
                .until(this::stable, found -> found.containsKey(partition()))
                .get(partition()))
        .offset();
  }

  /**
   * A commit returns, and one partition shows its records, before the broker has marked its end on
   * the others. A producer that asks to begin anew, which another worker may do at any time, is let
   * in only when it has.
   */
  void awaitEndOfTransaction() {
    String transaction = id.transactionalId();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                admin
                    .describeTransactions(List.of(transaction))
                    .description(transaction)
                    .get()
                    .state(),
            ENDED::contains);
  }

  /** Without the partition while a transaction holds its offset. */
  private Map<TopicPartition, OffsetAndMetadata> stable()
      throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(
            Map.of(
                id.consumerGroup(),
                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition()))),
            new ListConsumerGroupOffsetsOptions().requireStable(true))
        .partitionsToOffsetAndMetadata()
        .get();
  }

  long send(JobCommand command) throws Exception {
    return sendRaw(writer.write(topics.jobs(id), command));
  }

  long sendRaw(byte[] value) throws Exception {
    return producer
        .send(new ProducerRecord<>(topics.jobs(id), "k".getBytes(UTF_8), value))
        .get()
        .offset();
  }

  <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return records(topic).stream().map(found -> reader.read(topic, found.value(), type)).toList();
  }

  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", "read_committed");
    // A fetch that still waits at the broker holds up what is asked after it, closing too
    properties.put("fetch.max.wait.ms", 20);
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.metrics.push", false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  List<JobStatus> statuses() {
    return read(topics.jobStatus(), JobStatus.class);
  }

  List<JobStatus> outcomes() {
    return statuses().stream()
        .filter(status -> io.tacet.contract.job.JobLifecycle.isOutcome(status.getState()))
        .toList();
  }

  JobStatus awaitOutcome(String jobId) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> outcomes().stream().filter(one -> one.getJobId().equals(jobId)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  void awaitJobState(String jobId, JobState state) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                statuses().stream()
                    .anyMatch(one -> one.getJobId().equals(jobId) && one.getState() == state));
  }

  MachineStatus awaitMachineState(MachineState state) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                read(topics.machineStatus(), MachineStatus.class).stream()
                    .filter(status -> status.getState() == state)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  List<MachineStatus> machineStatuses() {
    return read(topics.machineStatus(), MachineStatus.class);
  }

  MachineStatus lastMachineStatus() {
    List<MachineStatus> all = read(topics.machineStatus(), MachineStatus.class);
    return all.get(all.size() - 1);
  }

  /** What the scheduler does for an overdue machine, or to cancel an order that is out. */
  void endInstead(JobCommand order, long offset, JobState state) {
    JobStatus status =
        JobStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setMachine(id.value())
            .setJobId(order.getJobId())
            .setAttempt(1)
            .setOrderId(order.getOrderId())
            .setProject("p")
            .setSubmitter("ada")
            .setState(state)
            .build();
    try (Producer<byte[], byte[]> producer = transactional()) {
      producer.initTransactions();
      producer.beginTransaction();
      String topic = topics.jobStatus();
      var unused = producer.send(new ProducerRecord<>(topic, new byte[0], encode(topic, status)));
      producer.sendOffsetsToTransaction(
          Map.of(partition(), new OffsetAndMetadata(offset + 1)),
          new ConsumerGroupMetadata(id.consumerGroup()));
      producer.commitTransaction();
    }
  }

  private Producer<byte[], byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id.transactionalId()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  byte[] encode(String topic, SpecificRecord event) {
    return writer.write(topic, event);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    writer.close();
    reader.close();
  }
}
