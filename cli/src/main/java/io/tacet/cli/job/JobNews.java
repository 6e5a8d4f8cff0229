package io.tacet.cli.job;

import io.tacet.cli.api.EventStream;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.failure.CommandFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Says when to look at a job again: when the scheduler tells of a change by its live events. They
 * are a hint only. As long as there are none, it is time every now and then; while there are, now
 * and then all the same. For one thread.
 */
final class JobNews implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration PAUSE_WHILE_SILENT = Duration.ofSeconds(1);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final int SLICES = 20;
  private static final int LOOKS_BEFORE_ANOTHER_TRY = 20;

  private final SchedulerApi scheduler;
  private final String job;
  private @Nullable EventStream stream;
  private int looksUntilTry;

  JobNews(SchedulerApi scheduler, String job) {
    this.scheduler = scheduler;
    this.job = job;
  }

  /**
   * Waits until it is time.
   *
   * @param silent whether the job is measured, and seldom asked for
   * @param meanwhile run about each second
   */
  void await(boolean silent, Runnable meanwhile) {
    EventStream open = stream;
    if (open == null) {
      if (looksUntilTry == 0 && open()) {
        // What has happened before it was open is to be looked for
        return;
      }
      looksUntilTry = looksUntilTry == 0 ? LOOKS_BEFORE_ANOTHER_TRY : looksUntilTry - 1;
      LockSupport.parkNanos((silent ? PAUSE_WHILE_SILENT : PAUSE).toNanos());
      return;
    }
    try {
      for (int i = 0; i < SLICES; i++) {
        if (open.next(SLICE).isPresent() || open.isOver()) {
          break;
        }
        meanwhile.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (open.isOver()) {
      close();
    }
  }

  private boolean open() {
    try {
      stream = scheduler.live(job, null, null, null);
      return true;
    } catch (CommandFailure e) {
      // An older scheduler, or one that is away: whoever looks at the job says so
      return false;
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
