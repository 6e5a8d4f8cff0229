package io.tacet.scheduler.wake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.scheduler.config.SchedulerConfig;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A thread that runs a step again and again. A failure is counted, logged and followed by a pause;
 * nothing but {@link #stop} ends it. Thread-safe.
 */
public final class Loop {

  private static final Logger LOG = Logger.getLogger(Loop.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Step step;
  private final Signal signal;
  private final Backoff backoff;
  private final Counter failures;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean failing;

  /**
   * Describes a loop; {@link #start} starts it.
   *
   * @param name of the thread and, as tag {@code loop}, of its counter {@code
   *     tacet.scheduler.loop.failures}
   */
  public Loop(
      String name, Step step, Signal signal, SchedulerConfig config, MeterRegistry metrics) {
    this.name = name;
    this.step = step;
    this.signal = signal;
    this.backoff = new Backoff(config.retryBackoff(), config.retryBackoffMax());
    this.failures = metrics.counter("tacet.scheduler.loop.failures", "loop", name);
    this.thread = new Thread(this::run, "tacet-" + name);
    thread.setDaemon(true);
  }

  /** Starts the thread. Avro and Kafka find classes by name through its class loader. */
  public void start() {
    thread.setContextClassLoader(Loop.class.getClassLoader());
    thread.start();
  }

  /** Ends the thread and waits for it. */
  public void stop() {
    stopping = true;
    signal.raise();
    thread.interrupt();
    try {
      thread.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the thread is there. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Whether its last turn failed. */
  public boolean isFailing() {
    return failing;
  }

  private void run() {
    while (!stopping) {
      try {
        Duration pause = turn();
        if (!pause.isZero()) {
          signal.await(pause);
        }
      } catch (InterruptedException e) {
        if (stopping) {
          return;
        }
        LOG.debugf("%s was interrupted, and goes on", name);
      }
    }
  }

  /** A door that is shut is mended from outside: what to do is said, the stack is of no help. */
  private void tell(Exception failure, Duration pause) {
    KafkaRefusal.advice(failure)
        .ifPresentOrElse(
            advice -> LOG.warnf("%s tries again in %d ms: %s", name, pause.toMillis(), advice),
            () -> LOG.warnf(failure, "%s failed and tries again in %d ms", name, pause.toMillis()));
  }

  private Duration turn() {
    try {
      Duration pause = step.run();
      failing = false;
      backoff.reset();
      return pause;
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      // Kafka's clients set the flag again; cleared here, or the wait that follows would not wait
      boolean flagged = Thread.interrupted();
      if (!stopping) {
        LOG.debugf("%s was interrupted (%s), and goes on", name, flagged);
      }
      return Duration.ZERO;
    } catch (Exception e) {
      if (stopping) {
        return Duration.ZERO;
      }
      failing = true;
      failures.increment();
      Duration pause = backoff.next();
      tell(e, pause);
      return pause;
    }
  }
}
