package io.tacet.worker.loop;

import io.tacet.worker.stop.StopRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job's step on a thread of its own, so that a time limit or a stop can end it. The calling
 * thread parks meanwhile, without a time-out as long as there is none to keep: it must not wake up
 * in a silence.
 */
final class JobThread {

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final StopRequest stop;
  private final Semaphore wake = new Semaphore(0);

  JobThread(StopRequest stop) {
    this.stop = stop;
    stop.onRequest(wake::release);
  }

  /** How a step ended. */
  sealed interface Result<T> {
    /** With what it returned; interrupted or not. */
    record Returned<T>(T value) implements Result<T> {}

    /** With an exception. */
    record Threw<T>(Throwable failure) implements Result<T> {}

    /** It was interrupted and did not end. */
    record Abandoned<T>() implements Result<T> {}
  }

  /**
   * How a step is ended that must not go on.
   *
   * @param wish asks it to end because the worker stops
   * @param killer ends its processes when nothing else helped
   */
  record Ending(Runnable wish, Runnable killer) {}

  /**
   * Runs a step.
   *
   * @param limit the step is interrupted after that; null: it may take as long as it does
   */
  <T> Result<T> run(Callable<T> step, Ending ending, @Nullable Duration limit)
      throws InterruptedException {
    wake.drainPermits();
    FutureTask<T> task =
        new FutureTask<>(step) {
          @Override
          protected void done() {
            wake.release();
          }
        };
    Thread thread = new Thread(task, "job");
    thread.start();
    awaitEnd(task, limit);
    if (!task.isDone() && stop.isDue()) {
      ending.wish().run();
      thread.join(GRACE.toMillis());
    }
    if (!task.isDone()) {
      thread.interrupt();
      thread.join(GRACE.toMillis());
    }
    if (!task.isDone()) {
      ending.killer().run();
      thread.join(GRACE.toMillis());
    }
    return task.isDone() ? result(task) : new Result.Abandoned<>();
  }

  private void awaitEnd(FutureTask<?> task, @Nullable Duration limit) throws InterruptedException {
    long begin = System.nanoTime();
    while (!task.isDone()) {
      Long left = left(begin, limit);
      if (left == null) {
        wake.acquire();
      } else if (left <= 0) {
        return;
      } else {
        // whether it was woken or the time is over: look again
        boolean unused = wake.tryAcquire(left, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Nanoseconds until the step must end; null: as long as it takes. */
  private @Nullable Long left(long begin, @Nullable Duration limit) {
    Long byStop = stop.remaining().map(Duration::toNanos).orElse(null);
    if (limit == null) {
      return byStop;
    }
    long byLimit = limit.toNanos() - (System.nanoTime() - begin);
    return byStop == null ? Long.valueOf(byLimit) : Long.valueOf(Math.min(byLimit, byStop));
  }

  private static <T> Result<T> result(FutureTask<T> task) throws InterruptedException {
    try {
      return new Result.Returned<>(task.get());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Result.Threw<>(cause == null ? e : cause);
    }
  }
}
