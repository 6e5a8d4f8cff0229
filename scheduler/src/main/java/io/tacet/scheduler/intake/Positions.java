package io.tacet.scheduler.intake;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
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
   * The records from one offset to before another are in.
   *
   * @throws RetriableException when somebody else has taken them in meanwhile
   */
  void move(TopicPartition partition, long first, long next) {
    int moved =
        sql.update(
            """
            INSERT INTO consumer_positions (topic, partition, next_offset) VALUES (?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
            WHERE consumer_positions.next_offset <= ?
            """,
            partition.topic(),
            partition.partition(),
            next,
            first);
    if (moved != 1) {
      throw new MovedException(partition + " was read by somebody else");
    }
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
