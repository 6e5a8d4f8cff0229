package io.tacet.worker.stop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether the worker has been told to stop, and the place where it waits meanwhile.
 *
 * <pre>{@code
 * none ──first──▶ orderly (the job in hand may go on until the time is over) ──second, or time──▶ now
 * }</pre>
 *
 * <p>Thread-safe. Time by the monotonic clock.
 */
public final class StopRequest {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Duration patience;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean requested;
  private long deadline;

  /**
   * Nothing requested yet.
   *
   * @param patience how long a job in hand may go on after the first request
   */
  public StopRequest(Duration patience) {
    this.patience = patience;
  }

  /** Asks to stop; asked a second time, at once. */
  public void request() {
    List<Runnable> tell;
    lock.lock();
    try {
      long now = System.nanoTime();
      deadline = requested ? now : now + patience.toNanos();
      requested = true;
      changed.signalAll();
      tell = List.copyOf(listeners);
    } finally {
      lock.unlock();
    }
    tell.forEach(Runnable::run);
  }

  /** Adds what is run, on the asking thread, whenever a stop is requested. */
  public void onRequest(Runnable listener) {
    lock.lock();
    try {
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing new may be begun. */
  public boolean isRequested() {
    lock.lock();
    try {
      return requested;
    } finally {
      lock.unlock();
    }
  }

  /** Whether what is under way has to end. */
  public boolean isDue() {
    lock.lock();
    try {
      return requested && System.nanoTime() - deadline >= 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits.
   *
   * @throws StoppedException as soon as the worker has to end
   */
  public void pause(Duration duration) throws StoppedException {
    await(duration, false);
    if (isDue()) {
      throw new StoppedException();
    }
  }

  /** Waits, but not longer than until a stop is requested. */
  public void idle(Duration duration) {
    await(duration, true);
  }

  /** Time until what is under way has to end; empty as long as no stop is requested. */
  public Optional<Duration> remaining() {
    lock.lock();
    try {
      return requested
          ? Optional.of(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration duration, boolean endsWithRequest) {
    long end = System.nanoTime() + duration.toNanos();
    lock.lock();
    try {
      while (true) {
        long now = System.nanoTime();
        long left = end - now;
        if (requested) {
          left = endsWithRequest ? 0 : Math.min(left, deadline - now);
        }
        if (left <= 0) {
          return;
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
