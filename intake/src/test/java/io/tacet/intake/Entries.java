package io.tacet.intake;

import io.tacet.contract.topic.Topics;
import io.tacet.schema.DirectoryEntry;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the keys of a topic that has tombstones, with a minus before those that are gone. */
final class Entries implements EventStore<DirectoryEntry> {

  private final List<String> keys = new CopyOnWriteArrayList<>();

  List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public String topic(Topics topics) {
    return topics.directory();
  }

  @Override
  public Class<DirectoryEntry> type() {
    return DirectoryEntry.class;
  }

  @Override
  public boolean hasTombstones() {
    return true;
  }

  @Override
  public void store(Connection connection, List<Received<DirectoryEntry>> events) {
    events.forEach(one -> keys.add(one.event() == null ? "-" + one.key() : one.key()));
  }
}
