package io.tacet.accountant.graphite;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts and logs what becomes of the samples, always both. Thread-safe. */
final class GraphiteMetrics {

  private static final Logger LOG = Logger.getLogger(GraphiteSink.class);

  private final MeterRegistry registry;
  private final AtomicBoolean connected = new AtomicBoolean();
  private volatile @Nullable String trouble = "not started";

  GraphiteMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Dropped reason : Dropped.values()) {
      registry.counter("tacet.graphite.dropped.samples", "reason", reason.tag);
    }
    registry.counter("tacet.graphite.samples");
    registry.counter("tacet.graphite.failures");
    Gauge.builder("tacet.graphite.connected", connected, is -> is.get() ? 1 : 0)
        .description("1 while there is a connection to Graphite")
        .register(registry);
  }

  /** Why a sample was not sent. */
  enum Dropped {
    /** Its record lay on the topic for longer than it may. */
    TOO_OLD("too-old"),
    /** Graphite knows no NaN and no infinity. */
    NOT_A_NUMBER("not-a-number"),
    /** Its metric is among those left out; no loss, and not logged. */
    LEFT_OUT("left-out");

    private final String tag;

    Dropped(String tag) {
      this.tag = tag;
    }
  }

  void connected(String where) {
    connected.set(true);
    trouble = null;
    LOG.infof("Connected to Graphite at %s", where);
  }

  void sent(long samples) {
    registry.counter("tacet.graphite.samples").increment((double) samples);
  }

  void dropped(Dropped reason, long samples, String of) {
    if (samples == 0) {
      return;
    }
    registry
        .counter("tacet.graphite.dropped.samples", "reason", reason.tag)
        .increment((double) samples);
    if (reason != Dropped.LEFT_OUT) {
      LOG.warnf("%d samples not sent to Graphite (%s): %s", samples, reason.tag, of);
    }
  }

  void undecodable(String where, Exception error) {
    registry.counter("tacet.graphite.undecodable.records").increment();
    LOG.warnf("No series, not sent to Graphite: %s: %s", where, error.getMessage());
  }

  void failed(String where, Exception error, long waitMillis) {
    connected.set(false);
    trouble = error.getClass().getSimpleName() + ": " + error.getMessage();
    registry.counter("tacet.graphite.failures").increment();
    LOG.warnf("Graphite at %s: %s; trying again in %d ms", where, trouble, waitMillis);
  }

  void stopped() {
    connected.set(false);
    trouble = "stopped";
  }

  /** What keeps samples from Graphite; null when nothing does. */
  @Nullable String trouble() {
    return trouble;
  }
}
