package io.tacet.intake;

import io.tacet.contract.serde.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events of one topic in a batch. Not thread-safe. */
final class TopicBatch<T> {

  private final EventStore<T> store;
  private final List<Received<T>> events = new ArrayList<>();

  TopicBatch(EventStore<T> store) {
    this.store = store;
  }

  /** Decodes a record and adds it; exceptions as {@link EventStore#decode} and the witness. */
  void add(EventReader reader, Witness witness, ConsumerRecord<byte[], byte[]> source) {
    boolean tombstone = source.value() == null && store.hasTombstones();
    T event = tombstone ? null : store.decode(reader, source.topic(), source.value());
    witness.judge(source, event);
    events.add(new Received<>(source, event));
  }

  void storeIn(Connection connection) throws SQLException {
    if (!events.isEmpty()) {
      store.store(connection, List.copyOf(events));
    }
  }

  int size() {
    return events.size();
  }

  void committed() {
    if (!events.isEmpty()) {
      store.committed();
    }
  }

  /** The same events, one by one. */
  List<Single> singles() {
    List<Single> singles = new ArrayList<>();
    for (Received<T> event : events) {
      singles.add(
          new Single(event.source(), connection -> store.store(connection, List.of(event))));
    }
    return singles;
  }

  /** One event and how it is stored by itself. */
  record Single(ConsumerRecord<byte[], byte[]> source, Storing storing) {}

  /** Stores something. */
  @FunctionalInterface
  interface Storing {
    void in(Connection connection) throws SQLException;
  }
}
