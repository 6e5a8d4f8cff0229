package io.tacet.intake;

import io.smallrye.common.annotation.Identifier;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Properties of this service's Kafka clients: whatever stands under {@code kafka.*} in the
 * configuration, over it {@code tacet.kafka.*}, and what correctness needs. Files with secrets are
 * read at each call, so that a client made anew has the newest.
 */
@ApplicationScoped
public class KafkaSettings {

  private static final int FETCH_BYTES = 4 * 1024 * 1024;
  private static final int RECORDS_PER_BATCH = 64;

  private final ReaderName name;
  private final Map<String, Object> common;
  private final ContractConfig contract;

  KafkaSettings(
      ReaderName name,
      @Identifier("default-kafka-broker") Map<String, Object> common,
      ContractConfig contract) {
    this.name = name;
    this.common = Map.copyOf(common);
    this.contract = contract;
  }

  /** For the one consumer of our topics; a batch has to fit into a small heap. */
  Map<String, Object> consumer() {
    return consumer("");
  }

  /**
   * For a consumer beside that one, with a group of its own: {@code prefix service-purpose}.
   *
   * @param purpose what it is for: a topic that is not ours, or something else than to store
   */
  public Map<String, Object> consumerOf(String purpose) {
    return consumer("-" + purpose);
  }

  private Map<String, Object> consumer(String suffix) {
    Map<String, Object> settings = base();
    settings.put("group.id", contract.topics().prefix() + name.value() + suffix);
    settings.put("client.id", name.clientId() + suffix);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("fetch.max.bytes", FETCH_BYTES);
    settings.put("max.poll.records", RECORDS_PER_BATCH);
    return settings;
  }

  /** For a reader of the directory's keys: all of it, in no group. */
  Map<String, Object> keyConsumer() {
    Map<String, Object> settings = base();
    settings.remove("group.id");
    settings.put("client.id", name.clientId() + "-keys");
    settings.put("isolation.level", "read_committed");
    // It is polled only when there is something to read; a fetch that still waits at the broker
    // would hold up the next look for the end, and with it all events
    settings.put("fetch.max.wait.ms", 20);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    return settings;
  }

  /** For dead letters. */
  Map<String, Object> producer() {
    Map<String, Object> settings = base();
    settings.put("client.id", name.clientId() + "-dead-letters");
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("compression.type", "lz4");
    settings.put("delivery.timeout.ms", 30_000);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", 10_000L);
    settings.put("max.request.size", Topics.DEAD_LETTER_BYTES);
    return settings;
  }

  private Map<String, Object> base() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put("bootstrap.servers", contract.kafka().bootstrapServers());
    settings.put("enable.metrics.push", false);
    settings.putAll(contract.kafkaSecurity().properties());
    return settings;
  }
}
