package io.tacet.scheduler.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the topics are read, and what is read is in the database. For who must know that nothing
 * said earlier is still to come. Thread-safe.
 */
@ApplicationScoped
public class ReadProgress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean caughtUp;

  /** Everything before these offsets is in. */
  void reached(Map<TopicPartition, Long> offsets, boolean atEnd) {
    lock.lock();
    try {
      next.putAll(offsets);
      caughtUp = atEnd;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody reads here any more. */
  void lost() {
    lock.lock();
    try {
      next.clear();
      caughtUp = false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether this process reads the topics. */
  public boolean isReading() {
    lock.lock();
    try {
      return !next.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether, at the last look, there was nothing more to read. */
  public boolean isCaughtUp() {
    lock.lock();
    try {
      return caughtUp;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until everything before an offset is in.
   *
   * @return false when that did not happen in time
   */
  public boolean await(TopicPartition partition, long offset, Duration longest)
      throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (next.getOrDefault(partition, -1L) < offset) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
