package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.SigningKey;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.status.StatusSender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusSenderTest {

  private static final int TOO_LARGE = 2 << 20;

  private TestTopics machine;
  private KafkaConnection kafka;
  private WireFormat wire;

  @BeforeEach
  void open() throws Exception {
    machine = new TestTopics(false);
    kafka = new KafkaConnection(machine.bootstrapServers, KafkaSecurity.none(), machine.id);
    wire = new WireFormat(machine.serde, InstantSource.system());
  }

  @AfterEach
  void close() {
    kafka.close();
    wire.close();
    machine.close();
  }

  @Test
  void one_that_is_refused_for_itself_takes_no_others_with_it() throws Exception {
    // given
    StatusSender sender = new StatusSender(kafka, wire, machine.topics, EventSigner.without());
    Producer<byte[], byte[]> producer = kafka.producer();

    // when
    sender.job(status("job-1", ""));
    sender.job(status("job-2", "x".repeat(TOO_LARGE)));
    sender.jobNow(status("job-3", ""));

    // then
    assertThat(kafka.producer()).isSameAs(producer);
    assertThat(sender.lost()).isEqualTo(1);
    assertThat(machine.statuses())
        .extracting(JobStatus::getJobId)
        .containsExactly("job-1", "job-3");
  }

  @Test
  void one_that_is_waited_for_is_sent_though_its_producer_is_given_up_meanwhile() throws Exception {
    // given
    EventSigner signer =
        EventSigner.with(SigningKey.random())
            .only(
                topic -> {
                  kafka.giveUp(kafka.producer());
                  return false;
                });
    StatusSender sender = new StatusSender(kafka, wire, machine.topics, signer);

    // when
    sender.jobNow(status("job-1", ""));

    // then
    assertThat(sender.lost()).isZero();
    assertThat(machine.statuses()).extracting(JobStatus::getJobId).containsExactly("job-1");
  }

  @Test
  void what_a_producer_says_of_a_topic_that_is_not_there_is_understood() {
    // given
    Map<String, Object> settings =
        Map.of("bootstrap.servers", machine.bootstrapServers, "max.block.ms", 1000);
    AtomicReference<Exception> failure = new AtomicReference<>();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(machine.topics.prefix() + "nowhere", new byte[0]);

    // when
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var unused = producer.send(message, (metadata, e) -> failure.set(e));
    }

    // then
    assertThat(KafkaRefusal.text(Objects.requireNonNull(failure.get())))
        .contains("there is no such topic", "nowhere not present");
  }

  private JobStatus status(String job, String message) {
    return JobStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.EPOCH)
        .setMachine(machine.id.value())
        .setJobId(job)
        .setProject("p")
        .setSubmitter("ada")
        .setState(JobState.PREPARING)
        .setMessage(message)
        .build();
  }
}
