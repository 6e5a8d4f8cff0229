package io.tacet.notifier.mail;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** A source that is not asked more often than it wants. Thread-safe. */
final class TimedSource {

  private final MailSource source;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  TimedSource(MailSource source) {
    this.source = source;
  }

  /** As {@link MailSource#writeNext}; false while it is not to be asked, too. */
  boolean writeNext() throws SQLException {
    long pause = source.pause().toNanos();
    if (pause > 0) {
      long next = nextNanos.get();
      long now = System.nanoTime();
      if (now - next < 0 || !nextNanos.compareAndSet(next, now + pause)) {
        return false;
      }
    }
    return source.writeNext();
  }

  /** As {@link MailSource#hasSoon}. */
  boolean hasSoon() throws SQLException {
    return source.hasSoon();
  }
}
