package io.tacet.intake;

import io.tacet.contract.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is done with the events of one topic. The same event may come again (after a crash, a
 * rebalance, a failed commit), and must then change nothing.
 *
 * @param <T> the record type of the topic
 */
public interface EventStore<T extends SpecificRecord> {

  /** Name of the topic. */
  String topic(Topics topics);

  /** Class of its records. */
  Class<T> type();

  /** Whether records without a value are tombstones; else they are undecodable. */
  default boolean hasTombstones() {
    return false;
  }

  /** Whether its records are taken as they are: their event is null, whatever is in them. */
  default boolean isRaw() {
    return false;
  }

  /**
   * Stores events in the order of their partition. Runs in the transaction of the batch and must
   * not commit.
   *
   * @throws SQLException as it comes; a data error is laid to the record's charge, anything else is
   *     tried again for ever
   */
  void store(Connection connection, List<Received<T>> events) throws SQLException;

  /** The transaction of a batch with events of this topic was committed. */
  default void committed() {}

  /**
   * Everything that lay on the topic when this process started is stored. Called at least once, if
   * all of the topic's partitions are read here.
   */
  default void caughtUp(Connection connection) throws SQLException {}
}
