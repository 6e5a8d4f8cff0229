package io.tacet.it.harness;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Many machines in one process that measure nothing: each takes its orders from its own topic and
 * ends each by a transaction of its own that holds the final status and the offset, as a worker
 * does. One consumer reads for all of them.
 */
public final class SimulatedMachines implements AutoCloseable {

  private static final int THREADS = 16;

  /** How long a machine's producer lives. */
  public enum Producers {
    /** Opened once. */
    KEPT,
    /** Opened for each outcome, as by a real worker, which closes it to be silent. */
    ONE_PER_OUTCOME
  }

  /** An order that has arrived. */
  public record Arrival(String machine, String jobId, int attempt, String orderId, long nanoTime) {}

  private final Map<String, Producer<byte[], byte[]>> kept = new ConcurrentHashMap<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong outcomes = new AtomicLong();
  private final ExecutorService hands = Executors.newFixedThreadPool(THREADS);
  private final String bootstrapServers;
  private final Topics topics;
  private final Producers producers;
  private final Consumer<Arrival> arrivals;
  private final EventWriter writer;
  private final EventReader reader;
  private final Thread thread;
  private volatile boolean closing;

  /** Starts them; their topics must be there. */
  public SimulatedMachines(
      Parts parts,
      Topics topics,
      Collection<String> machines,
      Producers producers,
      Consumer<Arrival> arrivals) {
    this.bootstrapServers = parts.bootstrapServers();
    this.topics = topics;
    this.producers = producers;
    this.arrivals = arrivals;
    SerdeSettings serde = SerdeSettings.forRegistry(parts.cluster().registry().url());
    this.writer = new EventWriter(serde);
    this.reader = new EventReader(serde);
    List<TopicPartition> partitions =
        machines.stream().map(id -> new TopicPartition(topics.jobs(new MachineId(id)), 0)).toList();
    this.thread = new Thread(() -> take(partitions), "simulated-machines");
    thread.start();
  }

  /**
   * Orders ended so far.
   *
   * @throws RuntimeException what has kept one of them from being ended
   */
  public long outcomes() {
    throwFirst();
    return outcomes.get();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
      hands.shutdown();
      kept.values().forEach(producer -> producer.close(Duration.ZERO));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      writer.close();
      reader.close();
    }
    throwFirst();
  }

  private void throwFirst() {
    RuntimeException first = failures.peek();
    if (first != null) {
      throw first;
    }
  }

  private void take(List<TopicPartition> partitions) {
    Map<String, Object> config = settings();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closing) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::taken);
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private void taken(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    JobCommand command = reader.read(record.topic(), record.value(), JobCommand.class);
    JobOrder order = command.getOrder();
    if (command.getKind() != CommandKind.ORDER || order == null) {
      return;
    }
    arrivals.accept(
        new Arrival(
            command.getMachine(),
            command.getJobId(),
            command.getAttempt(),
            command.getOrderId(),
            now));
    Future<?> unused =
        hands.submit(
            () -> {
              try {
                end(record, command, order);
              } catch (RuntimeException e) {
                failures.add(e);
              }
            });
  }

  private void end(ConsumerRecord<byte[], byte[]> taken, JobCommand command, JobOrder order) {
    MachineId machine = new MachineId(command.getMachine());
    if (producers == Producers.KEPT) {
      Producer<byte[], byte[]> producer = kept.computeIfAbsent(machine.value(), this::open);
      // The next order may be here before the last outcome's commit has returned
      synchronized (producer) {
        end(producer, machine, taken, command, order);
      }
      return;
    }
    try (Producer<byte[], byte[]> producer = open(machine.value())) {
      end(producer, machine, taken, command, order);
    }
  }

  private void end(
      Producer<byte[], byte[]> producer,
      MachineId machine,
      ConsumerRecord<byte[], byte[]> taken,
      JobCommand command,
      JobOrder order) {
    byte[] value = writer.write(topics.jobStatus(), finished(command, order));
    producer.beginTransaction();
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topics.jobStatus(), taken.key(), value));
    producer.sendOffsetsToTransaction(
        Map.of(
            new TopicPartition(taken.topic(), taken.partition()),
            new OffsetAndMetadata(taken.offset() + 1)),
        new ConsumerGroupMetadata(machine.consumerGroup()));
    producer.commitTransaction();
    outcomes.incrementAndGet();
  }

  private static JobStatus finished(JobCommand command, JobOrder order) {
    return JobStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.now())
        .setMachine(command.getMachine())
        .setJobId(command.getJobId())
        .setAttempt(command.getAttempt())
        .setOrderId(command.getOrderId())
        .setProject(order.getProject())
        .setSubmitter(order.getSubmitter())
        .setJobName(order.getName())
        .setState(JobState.FINISHED)
        .build();
  }

  private Producer<byte[], byte[]> open(String machine) {
    Map<String, Object> config = settings();
    config.put("transactional.id", new MachineId(machine).transactionalId());
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private Map<String, Object> settings() {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("enable.metrics.push", false);
    return config;
  }
}
