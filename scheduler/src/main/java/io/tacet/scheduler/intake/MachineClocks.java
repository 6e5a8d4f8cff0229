package io.tacet.scheduler.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How far each machine's clock is from the broker's: the broker's time of its last report less the
 * machine's. A report that was on its way for long looks like a clock that is behind. Gauge {@code
 * tacet.scheduler.machine.clock.behind}, tag {@code machine}: ms. Thread-safe.
 */
@ApplicationScoped
class MachineClocks {

  private static final Logger LOG = Logger.getLogger(MachineClocks.class);
  private static final long OFF_MILLIS = Duration.ofMinutes(1).toMillis();

  private final MeterRegistry metrics;
  private final Map<String, AtomicLong> behind = new ConcurrentHashMap<>();

  MachineClocks(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** A machine has said something. Says so once if its clock is off, and once when it is right. */
  void seen(String machine, Instant itsTime, Instant brokersTime) {
    long millis = Duration.between(itsTime, brokersTime).toMillis();
    long before = behind.computeIfAbsent(machine, this::gauge).getAndSet(millis);
    boolean off = Math.abs(millis) > OFF_MILLIS;
    if (off && Math.abs(before) <= OFF_MILLIS) {
      LOG.warnf(
          "machine %s: its clock is %s the broker's by %s, and so are the times of its samples;"
              + " no time limit is. Synchronise it (chronyc makestep, timedatectl set-ntp true)",
          machine, millis > 0 ? "behind" : "ahead of", Duration.ofMillis(Math.abs(millis)));
    } else if (!off && Math.abs(before) > OFF_MILLIS) {
      LOG.infof("machine %s: its clock is right again", machine);
    }
  }

  private AtomicLong gauge(String machine) {
    AtomicLong millis = new AtomicLong();
    metrics.gauge("tacet.scheduler.machine.clock.behind", Tags.of("machine", machine), millis);
    return millis;
  }
}
