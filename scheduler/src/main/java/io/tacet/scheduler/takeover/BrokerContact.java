package io.tacet.scheduler.takeover;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.kafka.Offsets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * For how long Kafka has answered without a break, as far as it was asked. Asked only while
 * something is due. For use by one thread.
 */
@ApplicationScoped
class BrokerContact {

  private static final Logger LOG = Logger.getLogger(BrokerContact.class);

  private final Runnable question;
  private final LongSupplier nanos;
  private final MeterRegistry metrics;
  private boolean held;
  private long since;

  @Inject
  BrokerContact(Offsets offsets, Topics topics, MeterRegistry metrics) {
    this(() -> ask(offsets, topics), System::nanoTime, metrics);
  }

  BrokerContact(Runnable question, LongSupplier nanos, MeterRegistry metrics) {
    this.question = question;
    this.nanos = nanos;
    this.metrics = metrics;
  }

  /** Asks Kafka; whether it has answered every time for at least this long. */
  boolean heldFor(Duration time) {
    try {
      question.run();
    } catch (KafkaException e) {
      metrics.counter("tacet.scheduler.contact.lost").increment();
      LOG.warnf("Kafka does not answer, so no machine is called overdue: %s", e.getMessage());
      held = false;
      return false;
    }
    if (!held) {
      held = true;
      since = nanos.getAsLong();
    }
    return nanos.getAsLong() - since >= time.toNanos();
  }

  /** It is not asked for a while; what held so far says nothing. */
  void unwatched() {
    held = false;
  }

  private static void ask(Offsets offsets, Topics topics) {
    long unused = offsets.end(new TopicPartition(topics.jobStatus(), 0));
  }
}
