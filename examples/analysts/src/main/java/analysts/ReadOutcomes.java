package analysts;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every outcome of every job, once: the smallest useful consumer of Tacet's topics.
 *
 * <pre>java … analysts.ReadOutcomes localhost:9092 http://localhost:8081 tacet. analyst-ada</pre>
 */
public final class ReadOutcomes {

  private static final Set<String> OUTCOMES =
      Set.of("FINISHED", "FAILED", "INTERRUPTED", "CANCELLED", "WITHDRAWN");

  private ReadOutcomes() {}

  /** Arguments: brokers, registry, prefix of the topics, consumer group. */
  public static void main(String[] arguments) {
    TacetRecords records = new TacetRecords(arguments[1]);
    Properties settings = Access.settings();
    settings.put("bootstrap.servers", arguments[0]);
    settings.put("group.id", arguments[3]);
    // What a transaction wrote that was given up is no result: read committed records only.
    settings.put("isolation.level", "read_committed");
    // Offsets are committed when what was read is done with, not before.
    settings.put("enable.auto.commit", "false");
    // A new group begins with the oldest record there is.
    settings.put("auto.offset.reset", "earliest");

    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    // Leaves the group when it is told to end, or the next one would wait 45 s for its partitions.
    Thread reader = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(consumer, reader)));
    try (consumer) {
      consumer.subscribe(List.of(arguments[2] + "job-status"));
      while (true) {
        ConsumerRecords<String, byte[]> batch = consumer.poll(Duration.ofSeconds(1));
        for (ConsumerRecord<String, byte[]> record : batch) {
          GenericRecord status = records.decode(record.value());
          // Fields by name: there may be more of them tomorrow.
          if (OUTCOMES.contains(status.get("state").toString()) && status.get("orderId") != null) {
            System.out.printf(
                "%s attempt %s on %s: %s %s%n",
                record.key(),
                status.get("attempt"),
                status.get("machine"),
                status.get("state"),
                status.hasField("verdict") ? status.get("verdict") : "");
          }
        }
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      System.out.println("Stopped.");
    }
  }

  private static void end(KafkaConsumer<?, ?> consumer, Thread reader) {
    consumer.wakeup();
    try {
      reader.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
