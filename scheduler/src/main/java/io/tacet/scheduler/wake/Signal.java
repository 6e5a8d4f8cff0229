package io.tacet.scheduler.wake;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Wakes a waiting thread; raised any number of times before it looks, it wakes once. */
public final class Signal {

  private final BlockingQueue<Boolean> raised = new ArrayBlockingQueue<>(1);

  /** Wakes the waiting thread, or the next one that waits. */
  public void raise() {
    // False when it is raised already, which is as good
    boolean unused = raised.offer(Boolean.TRUE);
  }

  /** Waits until it is raised, but no longer than this. */
  public void await(Duration longest) throws InterruptedException {
    Boolean signal = raised.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (signal != null) {
      raised.clear();
    }
  }
}
