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
import io.tacet.schema.CheckLevel;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCancel;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.GateSettings;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.power.PowerSettings;
import io.tacet.worker.sampling.RunClock;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.watch.MachineWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
import org.jspecify.annotations.Nullable;

/**
 * A machine of its own on the shared broker and registry: its topic, its workers, and a plain
 * read_committed reader of what they say.
 */
final class TestMachine implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  final Topics topics = new Topics("worker" + UUID.randomUUID().toString().substring(0, 8) + ".");
  final MachineId id = new MachineId("m1");
  final String bootstrapServers;
  final ScriptedRunner runner = new ScriptedRunner();

  /** How the workers that are started go off; null: they stay on. */
  volatile @Nullable PowerSettings power;

  /** The workers' clock. */
  volatile InstantSource clock = InstantSource.system();

  SensorSettings watched = SensorSettings.onlyMeasuring(Duration.ofSeconds(1));
  private final SerdeSettings serde;
  private final Admin admin;
  private final EventWriter writer;
  private final EventReader reader;
  private final Producer<byte[], byte[]> producer;
  private final List<Running> workers = new ArrayList<>();

  TestMachine() throws Exception {
    this(true);
  }

  TestMachine(boolean seeded) throws Exception {
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

  long committed() throws ExecutionException, InterruptedException {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets(id.consumerGroup())
            .partitionsToOffsetAndMetadata()
            .get()
            .get(partition());
    return Objects.requireNonNull(offset).offset();
  }

  /** A worker that has been started. */
  record Running(Thread thread, StopRequest stop, AtomicReference<Throwable> failure) {
    void tellToStop() {
      stop.request();
    }

    void join() throws InterruptedException {
      thread.join(LIMIT.toMillis());
      if (thread.isAlive()) {
        throw new AssertionError("The worker did not end");
      }
      if (failure.get() != null) {
        throw new AssertionError("The worker failed", failure.get());
      }
    }
  }

  WorkerSettings settings(Path stateDir) {
    return settings(id, stateDir);
  }

  static WorkerSettings settings(MachineId id, Path stateDir) {
    return new WorkerSettings(
        id,
        MachineKind.DEVELOPMENT,
        stateDir,
        Duration.ofSeconds(10),
        Duration.ZERO,
        LIMIT,
        LIMIT,
        Duration.ofSeconds(30),
        LIMIT,
        1 << 20,
        List.of(),
        LIMIT,
        Path.of("/proc"),
        Path.of("/sys"),
        Optional.empty());
  }

  static GateSettings gateSettings() {
    return new GateSettings(
        CheckLevel.ERROR,
        Map.of(),
        Duration.ofMillis(200),
        1L << 20,
        1L << 20,
        100,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        Path.of("/run"));
  }

  Running start(Path stateDir) {
    return start(settings(stateDir), false);
  }

  Running start(WorkerSettings settings, boolean once) {
    return start(settings, runner, once ? new Stay.OneJob(Duration.ZERO) : new Stay.Forever());
  }

  Running start(WorkerSettings settings, ScriptedRunner does, Stay stay) {
    StopRequest stop = new StopRequest(settings.stopTimeout());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    WorkerSurroundings around =
        new WorkerSurroundings(
            settings,
            gateSettings(),
            bootstrapServers,
            topics,
            serde,
            does,
            facts(),
            Optional.ofNullable(power),
            () -> clock.instant(),
            UUID::randomUUID,
            new MachineWatch(
                watched, Place.of(Path.of("/proc"), Path.of("/sys")), RunClock.system()),
            stop);
    Thread thread =
        new Thread(
            () -> {
              try (StateDirectory directory = StateDirectory.open(settings.stateDir())) {
                around.loop(directory).run(stay);
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "worker");
    thread.start();
    Running running = new Running(thread, stop, failure);
    workers.add(running);
    return running;
  }

  JobCommand order(String jobId) {
    return order(jobId, UUID.randomUUID().toString(), false);
  }

  JobCommand order(String jobId, String orderId, boolean interruptible) {
    return JobCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(id.value())
        .setJobId(jobId)
        .setKind(CommandKind.ORDER)
        .setOrderId(orderId)
        .setAttempt(1)
        .setOrder(
            JobOrder.newBuilder()
                .setName(jobId)
                .setProject("p")
                .setSubmitter("ada")
                .setCommand(List.of("true"))
                .setTimeLimitMicros(60_000_000)
                .setInterruptible(interruptible)
                .build())
        .build();
  }

  JobCommand cancel(JobCommand order) {
    return JobCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(id.value())
        .setJobId(order.getJobId())
        .setKind(CommandKind.CANCEL)
        .setOrderId(order.getOrderId())
        .setAttempt(order.getAttempt())
        .setCancel(new JobCancel("bob", "too long"))
        .build();
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

  static MachineFacts facts() {
    return MachineFacts.newBuilder()
        .setHostname("test")
        .setCpuModel("none")
        .setLogicalCpus(1)
        .setMemoryBytes(1)
        .setKernel("0")
        .setArchitecture("none")
        .setOperatingSystem("none")
        .setWorkerVersion("test")
        .setKind(MachineKind.DEVELOPMENT)
        .build();
  }

  @Override
  public void close() {
    for (Running worker : workers) {
      worker.tellToStop();
      worker.tellToStop();
      end(worker.thread());
    }
    producer.close();
    admin.close();
    writer.close();
    reader.close();
  }

  private static void end(Thread thread) {
    try {
      thread.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
