package io.tacet.intake;

import io.tacet.intake.database.Transactions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tells each store once that its topic has been read to the end. For one thread. */
final class CatchUp {

  private final Map<String, EventStore<?>> waiting;
  private final Map<String, Integer> partitions;
  private final Transactions transactions;

  /**
   * For these stores.
   *
   * @param partitions how many partitions each topic has
   */
  CatchUp(
      Map<String, EventStore<?>> stores,
      Map<String, Integer> partitions,
      Transactions transactions) {
    this.waiting = new HashMap<>(stores);
    this.partitions = Map.copyOf(partitions);
    this.transactions = transactions;
  }

  /** To be called when everything polled so far is stored. */
  void look(Consumer<byte[], byte[]> consumer) throws SQLException {
    for (String topic : List.copyOf(waiting.keySet())) {
      EventStore<?> store = waiting.get(topic);
      if (store != null && isAtEnd(consumer, topic)) {
        transactions.run(
            connection -> {
              store.caughtUp(connection);
              return true;
            });
        waiting.remove(topic);
      }
    }
  }

  /** Whether every store has been told. */
  boolean isDone() {
    return waiting.isEmpty();
  }

  private boolean isAtEnd(Consumer<byte[], byte[]> consumer, String topic) {
    int read = 0;
    for (TopicPartition partition : consumer.assignment()) {
      if (partition.topic().equals(topic)) {
        OptionalLong lag = consumer.currentLag(partition);
        if (lag.isEmpty() || lag.getAsLong() > 0) {
          return false;
        }
        read++;
      }
    }
    return read > 0 && read == partitions.getOrDefault(topic, 0);
  }
}
