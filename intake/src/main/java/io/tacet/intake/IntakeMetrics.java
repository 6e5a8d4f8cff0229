package io.tacet.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.signature.ForgedEventException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Counts and logs what the reader of the topics does, always both. Thread-safe. */
final class IntakeMetrics {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Gauge {@code tacet.intake.lag}, tag {@code topic}: records not read yet, count. */
  void lag(String topic, long records) {
    lags.computeIfAbsent(
            topic,
            name -> {
              AtomicLong lag = new AtomicLong();
              registry.gauge("tacet.intake.lag", Tags.of("topic", name), lag);
              return lag;
            })
        .set(records);
  }

  /**
   * Makes what tells of trouble be there from the start, or nobody would see the first one come.
   */
  void begin(Set<String> topics) {
    for (String topic : topics) {
      lag(topic, 0);
      Counter unused = deadLetters(topic);
    }
  }

  private Counter deadLetters(String topic) {
    return registry.counter("tacet.intake.dead.letters", "topic", topic);
  }

  void read(String topic, int events) {
    registry.counter("tacet.intake.events", "topic", topic).increment(events);
  }

  void deadLetter(ConsumerRecord<byte[], byte[]> source, Exception error) {
    deadLetters(source.topic()).increment();
    if (error instanceof ForgedEventException forged) {
      registry
          .counter(
              "tacet.signature.refused", "topic", source.topic(), "fault", forged.fault().name())
          .increment();
    }
    LOG.warnf(
        "Record at offset %d of %s-%d goes to the dead letters: %s",
        source.offset(), source.topic(), source.partition(), error.getMessage());
  }

  void unreadableKeys(ConsumerRecord<byte[], byte[]> source, Exception error) {
    registry.counter("tacet.signature.unreadable.keys").increment();
    LOG.warnf(
        "The directory's entry at offset %d is not read for its keys: %s",
        source.offset(), error.getMessage());
  }

  void split(Exception error) {
    registry.counter("tacet.intake.split.batches").increment();
    LOG.warnf("A record can't be stored, storing its batch one by one: %s", error.getMessage());
  }

  void retry(Exception error, long waitMillis) {
    registry.counter("tacet.intake.retries").increment();
    LOG.warnf("Reading again in %d ms: %s", waitMillis, describe(error));
  }

  void commitFailed(Exception error) {
    registry.counter("tacet.intake.commit.failures").increment();
    LOG.warnf("Offsets not committed, the batch may come again: %s", describe(error));
  }

  static String describe(Throwable error) {
    return KafkaRefusal.advice(error).orElseGet(() -> plain(error));
  }

  private static String plain(Throwable error) {
    Throwable cause = error.getCause();
    String text = error.getClass().getSimpleName() + ": " + error.getMessage();
    return cause == null || cause == error ? text : text + " (" + cause + ")";
  }
}
