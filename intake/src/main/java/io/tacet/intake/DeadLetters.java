package io.tacet.intake;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts records aside. They are rare, so the producer is opened when there is one to send, and
 * closed again. After a crash a letter may be there twice, never not at all. Thread-safe.
 */
final class DeadLetters {

  private final Topics topics;
  private final ReaderName reader;
  private final Supplier<Map<String, Object>> producerSettings;
  private final IntakeMetrics metrics;

  DeadLetters(
      Topics topics,
      ReaderName reader,
      Supplier<Map<String, Object>> producerSettings,
      IntakeMetrics metrics) {
    this.topics = topics;
    this.reader = reader;
    this.producerSettings = producerSettings;
    this.metrics = metrics;
  }

  /**
   * Sends and waits until the broker has them. One that came from the topic of dead letters stays
   * there and is only counted: sent again, it would come again for ever.
   *
   * @throws Exception when it does not take them; nothing is counted then
   */
  void send(List<Letter> letters) throws Exception {
    if (letters.isEmpty()) {
      return;
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            producerSettings.get(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Letter letter : letters) {
        if (!letter.source().topic().equals(topics.deadLetters())) {
          sent.add(
              producer.send(
                  DeadLetter.of(topics, letter.source(), reader.value(), letter.error())));
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
    letters.forEach(letter -> metrics.deadLetter(letter.source(), letter.error()));
  }

  /** A record and what is wrong with it. */
  record Letter(ConsumerRecord<byte[], byte[]> source, Exception error) {}
}
