package io.tacet.worker.connection;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The worker's clients of the broker: opened when first used, all of them closed for a silence,
 * opened again after it. One thread at a time, except {@link #wakeUp()} and {@link #giveUp}.
 */
public final class KafkaConnection implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  /**
   * How long the broker may hold a fetch that has nothing to bring. It answers even when the
   * consumer has closed meanwhile, and only then lets the connection go: a job has to wait for
   * these packets before it can be measured, so this is short.
   */
  private static final Duration LONGEST_FETCH = Duration.ofMillis(250);

  private static final int BUFFER_BYTES = 8 * 1024 * 1024;

  private final String bootstrapServers;
  private final KafkaSecurity security;
  private final MachineId machine;
  private @Nullable Producer<byte[], byte[]> producer;
  private volatile @Nullable Producer<byte[], byte[]> spent;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private final Object wakeLock = new Object();
  private @Nullable Consumer<byte[], byte[]> awaited;

  /** For the broker at this address. */
  public KafkaConnection(String bootstrapServers, KafkaSecurity security, MachineId machine) {
    this.bootstrapServers = bootstrapServers;
    this.security = security;
    this.machine = machine;
  }

  /** An idempotent producer for everything that is not an outcome. */
  public Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> open = producer;
    if (open != null && open == spent) {
      open.close(Duration.ZERO);
      open = null;
    }
    if (open == null) {
      open = new KafkaProducer<>(producing(), bytes(), bytes());
      producer = open;
      spent = null;
    }
    return open;
  }

  /**
   * Has the next {@link #producer()} be another one. An idempotent producer that was not let in
   * once never sends again, also when it would be let in now, and it keeps the password it was made
   * with. From any thread.
   */
  public void giveUp(Producer<byte[], byte[]> useless) {
    spent = useless;
  }

  /** A read_committed consumer in the machine's group that never looks for an offset itself. */
  public Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> open = consumer;
    if (open == null) {
      open =
          new KafkaConsumer<>(
              consuming(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = open;
    }
    return open;
  }

  /**
   * A new producer under the machine's transactional id; the caller initializes and closes it.
   *
   * @param timeout the broker aborts a transaction that is open longer
   */
  public Producer<byte[], byte[]> transactional(Duration timeout) {
    Map<String, Object> properties = producing();
    properties.put("transactional.id", machine.transactionalId());
    properties.put("max.request.size", Topics.DEAD_LETTER_BYTES);
    properties.put("transaction.timeout.ms", Math.toIntExact(timeout.toMillis()));
    return new KafkaProducer<>(properties, bytes(), bytes());
  }

  /** Waits for records; a wake-up ends it with WakeupException. */
  public ConsumerRecords<byte[], byte[]> await(Duration longest) {
    Consumer<byte[], byte[]> waiting = consumer();
    synchronized (wakeLock) {
      awaited = waiting;
    }
    try {
      return waiting.poll(longest);
    } finally {
      synchronized (wakeLock) {
        awaited = null;
      }
    }
  }

  /** Ends a wait that is under way, and nothing else. From any thread. */
  public void wakeUp() {
    synchronized (wakeLock) {
      if (awaited != null) {
        awaited.wakeup();
      }
    }
  }

  /**
   * Closes the consumer. At once: a member of no group has nothing to say goodbye to, and the
   * broker would answer only after the fetch it holds back.
   */
  public void closeConsumer() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      open.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** Closes all that is open; what was not acknowledged by then is lost. */
  @Override
  public void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_LIMIT);
    }
    closeConsumer();
  }

  private Map<String, Object> producing() {
    Map<String, Object> properties = common();
    properties.put("enable.idempotence", true);
    properties.put("acks", "all");
    properties.put("compression.type", "lz4");
    properties.put("max.block.ms", (int) REQUEST_LIMIT.toMillis());
    properties.put("delivery.timeout.ms", (int) REQUEST_LIMIT.toMillis());
    properties.put("request.timeout.ms", (int) REQUEST_LIMIT.toMillis() / 2);
    properties.put("linger.ms", 0);
    properties.put("buffer.memory", BUFFER_BYTES);
    return properties;
  }

  private Map<String, Object> consuming() {
    Map<String, Object> properties = common();
    properties.put("group.id", machine.consumerGroup());
    properties.put("group.protocol", "classic");
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "none");
    properties.put("enable.auto.commit", false);
    properties.put("fetch.max.wait.ms", (int) LONGEST_FETCH.toMillis());
    properties.put("default.api.timeout.ms", (int) REQUEST_LIMIT.toMillis());
    properties.put("request.timeout.ms", (int) REQUEST_LIMIT.toMillis());
    return properties;
  }

  private Map<String, Object> common() {
    Map<String, Object> properties = new HashMap<>(security.properties());
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("client.id", "tacet-worker-" + machine.value());
    properties.put("enable.metrics.push", false);
    properties.put("metric.reporters", "");
    properties.put("auto.include.jmx.reporter", false);
    properties.put("reconnect.backoff.ms", 200);
    properties.put("reconnect.backoff.max.ms", 10_000);
    return properties;
  }

  private static ByteArraySerializer bytes() {
    return new ByteArraySerializer();
  }
}
