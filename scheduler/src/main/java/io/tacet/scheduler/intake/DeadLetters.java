package io.tacet.scheduler.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.contract.signature.ForgedEventException;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Puts aside what can't be read, through the outbox: in the transaction that goes on behind it, so
 * exactly once.
 */
@ApplicationScoped
class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final String READER = "scheduler";

  /** Header: the value was longer than this, and is cut. */
  private static final String CUT = "tacet-cut-from";

  /** A compressed record can be larger than a broker takes once it is read. */
  private static final int LONGEST = 900 * 1024;

  private final Outbox outbox;
  private final Topics topics;
  private final MeterRegistry metrics;

  DeadLetters(Outbox outbox, Topics topics, MeterRegistry metrics) {
    this.outbox = outbox;
    this.topics = topics;
    this.metrics = metrics;
  }

  /** Its counters are there from the start, or nobody would see the first one come. */
  void start(@Observes StartupEvent event) {
    for (String topic : List.of(topics.jobStatus(), topics.machineStatus())) {
      Counter unused = counter(topic);
    }
  }

  private Counter counter(String topic) {
    return metrics.counter("tacet.scheduler.dead.letters", "topic", topic);
  }

  void put(ConsumerRecord<byte[], byte[]> record, RuntimeException error) {
    LOG.errorf(
        "%s-%d@%d goes to the dead letters: %s",
        record.topic(), record.partition(), record.offset(), error.getMessage());
    counter(record.topic()).increment();
    if (error instanceof ForgedEventException forged) {
      metrics
          .counter(
              "tacet.signature.refused", "topic", record.topic(), "fault", forged.fault().name())
          .increment();
    }
    ProducerRecord<byte[], byte[]> letter = DeadLetter.of(topics, record, READER, error);
    if (letter.value() != null && letter.value().length > LONGEST) {
      ProducerRecord<byte[], byte[]> cut =
          new ProducerRecord<>(
              letter.topic(),
              null,
              null,
              letter.key(),
              Arrays.copyOf(letter.value(), LONGEST),
              letter.headers());
      cut.headers().add(CUT, Integer.toString(letter.value().length).getBytes(UTF_8));
      letter = cut;
    }
    outbox.put(letter);
  }
}
