package io.tacet.scheduler.kafka;

import io.smallrye.common.annotation.Identifier;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.SchedulerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka clients with the common settings ({@code kafka.*} in the configuration), over them
 * {@code tacet.kafka.*} and those the protocols here rest on, which nobody can change. Keys and
 * values are bytes. Thread-safe.
 */
@ApplicationScoped
public class KafkaClients {

  private final Map<String, Object> unsecured;
  private final ContractConfig contract;
  private final Duration timeout;
  private @Nullable Admin admin;

  KafkaClients(
      @Identifier("default-kafka-broker") Map<String, Object> settings,
      ContractConfig contract,
      SchedulerConfig config) {
    Map<String, Object> common = new HashMap<>(settings);
    this.unsecured = common;
    this.contract = contract;
    this.timeout = config.kafkaTimeout();
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, contract.kafka().bootstrapServers());
    // Quarkus adds the application's name as group, and nothing here has one
    common.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    common.put("enable.metrics.push", false);
    common.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(timeout));
  }

  /** The one admin client; not to be closed by who asks for it. */
  public synchronized Admin admin() {
    if (admin == null) {
      Map<String, Object> settings = common();
      settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(timeout));
      settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(timeout) / 2);
      admin = Admin.create(settings);
    }
    return admin;
  }

  /** How long a call may take. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * A consumer of committed records, without a group, to be assigned; a missing or lost position is
   * an error.
   */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = common();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(timeout));
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(timeout) / 2);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A producer for transactions under this id.
   *
   * @param transactionTimeout after which the broker gives an open transaction up
   */
  public Producer<byte[], byte[]> producer(String transactionalId, Duration transactionTimeout) {
    Map<String, Object> settings = producing();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) transactionTimeout.toMillis());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId.toLowerCase(Locale.ROOT));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A producer without transactions: each record by itself, once. */
  public Producer<byte[], byte[]> plainProducer(String clientId) {
    Map<String, Object> settings = producing();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> producing() {
    Map<String, Object> settings = common();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(timeout) / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(timeout));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.DEAD_LETTER_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    return settings;
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }

  private Map<String, Object> common() {
    Map<String, Object> common = new HashMap<>(unsecured);
    common.putAll(contract.kafkaSecurity().properties());
    return common;
  }

  private static int millis(Duration duration) {
    return (int) duration.toMillis();
  }
}
