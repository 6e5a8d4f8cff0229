package io.tacet.worker.status;

import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.Notice;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jboss.logging.Logger;

/**
 * Sends statuses that are no outcome, outside any transaction. One that can't be sent is logged and
 * counted; nothing waits for it unless it says so. One thread at a time.
 */
public final class StatusSender {

  private static final Logger LOG = Logger.getLogger(StatusSender.class);

  private final KafkaConnection kafka;
  private final WireFormat wire;
  private final Topics topics;
  private final EventSigner signer;
  private final AtomicLong lost = new AtomicLong();

  /** To the topics of this name. */
  public StatusSender(KafkaConnection kafka, WireFormat wire, Topics topics, EventSigner signer) {
    this.kafka = kafka;
    this.wire = wire;
    this.topics = topics;
    this.signer = signer;
  }

  /** Sends a job's status, sooner or later. */
  public void job(JobStatus status) {
    try {
      send(topics.jobStatus(), status.getJobId(), status);
    } catch (RuntimeException e) {
      lost("job status " + status.getState(), e);
    }
  }

  /**
   * Sends a job's status and all before it, and waits for the broker's word.
   *
   * @throws RuntimeException when it can't be sent
   */
  public void jobNow(JobStatus status) throws InterruptedException {
    sendNow(
        message(topics.jobStatus(), status.getJobId(), status), "job status " + status.getState());
  }

  /**
   * Sends a machine's status and all before it, and waits for the broker's word.
   *
   * @throws RuntimeException when it can't be sent
   */
  public void machineNow(MachineStatus status) throws InterruptedException {
    sendNow(
        message(topics.machineStatus(), status.getMachine(), status),
        "machine status " + status.getState());
  }

  /** Sends a machine's status, sooner or later. */
  public void machine(MachineStatus status) {
    try {
      send(topics.machineStatus(), status.getMachine(), status);
    } catch (RuntimeException e) {
      lost("machine status " + status.getState(), e);
    }
  }

  /** Sends samples of a machine without a job, sooner or later. */
  public void metrics(MetricSeries series) {
    try {
      send(topics.metrics(), series.getMachine(), series);
    } catch (RuntimeException e) {
      lost("samples of " + series.getMetric(), e);
    }
  }

  /** Sends a notice, sooner or later. */
  public void notice(Notice notice) {
    try {
      send(topics.notices(), notice.getScope().name(), notice);
    } catch (RuntimeException e) {
      lost("notice " + notice.getKind(), e);
    }
  }

  /** Statuses that could not be sent since the start, count. */
  public long lost() {
    return lost.get();
  }

  private void send(String topic, String key, SpecificRecord event) {
    Future<RecordMetadata> unused = send(message(topic, key, event), kafka.producer());
  }

  private void sendNow(ProducerRecord<byte[], byte[]> message, String what)
      throws InterruptedException {
    Producer<byte[], byte[]> producer = kafka.producer();
    Future<RecordMetadata> sent = send(message, producer);
    producer.flush();
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("Not sent: " + what, e.getCause());
    }
  }

  private ProducerRecord<byte[], byte[]> message(String topic, String key, SpecificRecord event) {
    try {
      byte[] value = wire.encode(topic, event);
      return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    } finally {
      wire.hangUp();
    }
  }

  private Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> message, Producer<byte[], byte[]> producer) {
    return producer.send(
        signer.sign(message),
        (metadata, failure) -> {
          if (failure != null) {
            if (!isOfThisMessage(failure)) {
              kafka.giveUp(producer);
            }
            lost(message.topic(), failure);
          }
        });
  }

  /** Whether the producer can still send others, which it would lose if it were given up. */
  private static boolean isOfThisMessage(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof TopicAuthorizationException
        || failure instanceof RecordTooLargeException;
  }

  private void lost(String what, Exception failure) {
    LOG.warnf(
        "Not sent (%d so far): %s: %s", lost.incrementAndGet(), what, KafkaRefusal.text(failure));
  }
}
