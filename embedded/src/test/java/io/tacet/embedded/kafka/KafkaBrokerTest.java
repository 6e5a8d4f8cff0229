package io.tacet.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaBrokerTest {
  private final KafkaBroker broker = EmbeddedCluster.shared().kafka();
  private final String topic = "test." + UUID.randomUUID();
  private final TopicPartition partition = new TopicPartition(topic, 0);

  @BeforeEach
  void makeTheTopic() throws Exception {
    try (Admin admin = Admin.create(common())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  @Test
  void aCommittedTransactionIsReadAndAnAbortedOneIsNot() throws Exception {
    // given
    String group = "group-" + topic;

    // when
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "aborted")).get();
      producer.abortTransaction();
    }
    // Another one: to open it waits until the broker has marked the end of the first transaction
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "committed")).get();
      producer.sendOffsetsToTransaction(
          Map.of(partition, new OffsetAndMetadata(41)), new ConsumerGroupMetadata(group));
      producer.commitTransaction();
    }

    // then
    assertThat(read(1)).containsExactly("committed");
    try (Admin admin = Admin.create(common())) {
      // The commit returns before the broker has moved the offset
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .listConsumerGroupOffsets(group)
                              .partitionsToOffsetAndMetadata()
                              .get())
                      .containsEntry(partition, new OffsetAndMetadata(41)));
    }
  }

  @Test
  void aKilledBrokerHasItsRecordsAndItsPortWhenItIsStartedAgain() throws Exception {
    // given
    String servers = broker.bootstrapServers();
    try (KafkaProducer<String, String> producer = producer(Map.of("compression.type", "gzip"))) {
      producer.send(new ProducerRecord<>(topic, "before")).get();

      // when
      broker.kill();
      assertThat(broker.pid()).isEmpty();
      broker.start();

      // then
      producer.send(new ProducerRecord<>(topic, "after")).get();
    }
    assertThat(broker.bootstrapServers()).isEqualTo(servers);
    assertThat(read(2)).containsExactly("before", "after");
  }

  @Test
  void aTopicNobodyMadeIsNotMade() throws Exception {
    // given
    String other = "never-made-" + UUID.randomUUID();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(consumerSettings())) {
      // when
      consumer.assign(List.of(new TopicPartition(other, 0)));
      consumer.poll(Duration.ofMillis(300));
    }

    // then
    try (Admin admin = Admin.create(common())) {
      assertThat(admin.listTopics().names().get()).contains(topic).doesNotContain(other);
    }
  }

  private List<String> read(int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(consumerSettings())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(count);
              });
    }
    return values;
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = common();
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private Map<String, Object> consumerSettings() {
    Map<String, Object> settings = common();
    settings.put("isolation.level", "read_committed");
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", StringDeserializer.class);
    return settings;
  }

  private Map<String, Object> common() {
    return new java.util.HashMap<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.metrics.push", "false"));
  }
}
