package io.tacet.accountant.running;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.intake.testing.TopicRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads everything on a topic, from the beginning to its end, as a committed reader. */
final class TopicReader {

  private TopicReader() {}

  static <T extends SpecificRecord> List<T> all(
      Surroundings surroundings, String topic, Class<T> type) throws Exception {
    return all(surroundings, topic, type, (record, event) -> {});
  }

  /** The same, each shown with its record. */
  static <T extends SpecificRecord> List<T> all(
      Surroundings surroundings,
      String topic,
      Class<T> type,
      BiConsumer<ConsumerRecord<byte[], byte[]>, T> look)
      throws Exception {
    List<T> events = new ArrayList<>();
    try (EventReader reader =
        new EventReader(SerdeSettings.forRegistry(surroundings.cluster().registry().url()))) {
      for (ConsumerRecord<byte[], byte[]> one : TopicRecords.all(surroundings, topic)) {
        T event = reader.read(topic, one.value(), type);
        look.accept(one, event);
        events.add(event);
      }
    }
    return events;
  }
}
