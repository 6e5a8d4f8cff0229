package io.tacet.scheduler.intake;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Next offset per partition, in the database: moved in the transaction that holds what was read, so
 * that nothing is read twice or left out, whatever dies when. Thread-safe.
 */
@ApplicationScoped
class Positions {

  private final Sql sql;

  Positions(Sql sql) {
    this.sql = sql;
  }

  /** Where to go on; empty when the partition was never read. */
  OptionalLong next(TopicPartition partition) {
    return sql
        .query(
            "SELECT next_offset FROM consumer_positions WHERE topic = ? AND partition = ?",
            row -> row.longNumber("next_offset"),
            partition.topic(),
            partition.partition())
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /**
   * The records from some offsets to before others are in.
   *
   * @param first the first that was read, by partition
   * @param next what is to be read next, for the same partitions
   * @throws RetriableException when somebody else has taken them in meanwhile
   */
  void move(Map<TopicPartition, Long> first, Map<TopicPartition, Long> next) {
    List<TopicPartition> partitions = List.copyOf(next.keySet());
    List<TopicPartition> moved =
        sql.query(
            """
            UPDATE consumer_positions p SET next_offset = r.next
            FROM unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[])
              AS r (topic, partition, first, next)
            WHERE p.topic = r.topic AND p.partition = r.partition AND p.next_offset <= r.first
            RETURNING p.topic, p.partition
            """,
            row -> new TopicPartition(row.text("topic"), row.number("partition")),
            partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
            texts(partitions, TopicPartition::partition),
            texts(partitions, first::get),
            texts(partitions, next::get));
    for (TopicPartition partition : partitions) {
      if (!moved.contains(partition)) {
        begin(partition, next.getOrDefault(partition, 0L));
      }
    }
  }

  /** The first records of a partition are in. */
  private void begin(TopicPartition partition, long next) {
    int begun =
        sql.update(
            """
            INSERT INTO consumer_positions (topic, partition, next_offset) VALUES (?, ?, ?)
            ON CONFLICT (topic, partition) DO NOTHING
            """,
            partition.topic(),
            partition.partition(),
            next);
    if (begun != 1) {
      throw new MovedException(partition + " was read by somebody else");
    }
  }

  private static String[] texts(
      List<TopicPartition> partitions, Function<TopicPartition, Object> number) {
    return partitions.stream()
        .map(partition -> String.valueOf(number.apply(partition)))
        .toArray(String[]::new);
  }

  /** What was to be read next is gone: forget where it was. */
  void forget(TopicPartition partition) {
    sql.update(
        "DELETE FROM consumer_positions WHERE topic = ? AND partition = ?",
        partition.topic(),
        partition.partition());
  }

  /** Another process reads the same partition; go on where the database says. */
  static final class MovedException extends RetriableException {

    private static final long serialVersionUID = 1;

    MovedException(String message) {
      super(message);
    }
  }
}
