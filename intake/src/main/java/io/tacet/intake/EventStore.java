package io.tacet.intake;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.contract.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the events of one topic. The same event may come again (after a crash, a
 * rebalance, a failed commit), and must then change nothing.
 *
 * @param <T> the type of the topic's records; an Avro record unless {@link #decode} says otherwise
 */
public interface EventStore<T> {

  /** Name of the topic. */
  String topic(Topics topics);

  /** Class of its records. */
  Class<T> type();

  /**
   * The event in a record's bytes; in Avro, unless the topic is somebody else's or of anything.
   *
   * @throws UndecodableEventException when the bytes are no such event and never will be
   */
  default T decode(EventReader reader, String topic, byte @Nullable [] value) {
    return type().cast(reader.read(topic, value, type().asSubclass(SpecificRecord.class)));
  }

  /**
   * Whether the topic is somebody else's. It is read apart from ours, by a consumer of its own, so
   * that nothing waits for it; it may not even be there yet.
   */
  default boolean isForeign() {
    return false;
  }

  /** Whether the topic is to be read at all. */
  default boolean isWanted() {
    return true;
  }

  /** Whether records without a value are tombstones; else they are undecodable. */
  default boolean hasTombstones() {
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
