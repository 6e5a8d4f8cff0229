package io.tacet.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker now and then where the topics end: a consumer whose broker is away just reads
 * nothing, and would pass for one that has nothing to read. The answer tells how far behind it is.
 * For one thread.
 */
final class BrokerContact {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final List<TopicPartition> partitions;
  private final IntakeMetrics metrics;
  private long next = System.nanoTime();

  /**
   * For these topics.
   *
   * @param partitions how many partitions each has
   */
  BrokerContact(Map<String, Integer> partitions, IntakeMetrics metrics) {
    this.partitions =
        partitions.entrySet().stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.getValue())
                        .mapToObj(number -> new TopicPartition(topic.getKey(), number)))
            .toList();
    this.metrics = metrics;
  }

  /**
   * Asks if it is time to. After a failure it is time at once.
   *
   * @throws org.apache.kafka.common.KafkaException the broker does not answer, or refuses
   */
  void look(Consumer<byte[], byte[]> consumer) {
    if (System.nanoTime() - next < 0) {
      return;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<String, Long> lags = new HashMap<>();
    partitions.forEach(partition -> lags.putIfAbsent(partition.topic(), 0L));
    for (TopicPartition partition : consumer.assignment()) {
      Long end = ends.get(partition);
      if (end != null) {
        long behind = Math.max(0, end - consumer.position(partition, ANSWER));
        lags.merge(partition.topic(), behind, Long::sum);
      }
    }
    lags.forEach(metrics::lag);
    next = System.nanoTime() + EVERY.toNanos();
  }
}
