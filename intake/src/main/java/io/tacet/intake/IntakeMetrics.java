package io.tacet.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.security.KafkaRefusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Counts and logs what the reader of the topics does, always both. Thread-safe. */
final class IntakeMetrics {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final MeterRegistry registry;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void read(String topic, int events) {
    registry.counter("tacet.intake.events", "topic", topic).increment(events);
  }

  void deadLetter(ConsumerRecord<byte[], byte[]> source, Exception error) {
    registry.counter("tacet.intake.dead.letters", "topic", source.topic()).increment();
    LOG.warnf(
        "Record at offset %d of %s-%d goes to the dead letters: %s",
        source.offset(), source.topic(), source.partition(), error.getMessage());
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
