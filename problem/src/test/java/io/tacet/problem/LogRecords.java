package io.tacet.problem;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while it is open. Thread-safe. */
final class LogRecords extends Handler implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");

  LogRecords() {
    root.addHandler(this);
  }

  /** Records of this level or above. */
  List<String> from(Level level) {
    return records.stream()
        .filter(one -> one.getLevel().intValue() >= level.intValue())
        .map(one -> one.getLevel() + " " + one.getMessage())
        .toList();
  }

  /** Whether a record has a stack trace. */
  boolean hasStackTrace() {
    return records.stream().anyMatch(one -> one.getThrown() != null);
  }

  @Override
  public void publish(LogRecord one) {
    records.add(one);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
