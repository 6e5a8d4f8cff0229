package io.tacet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.signature.EventSigner;
import io.tacet.contract.signature.SigningKey;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.ServiceSurroundings;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKey;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in the name of a machine that signs; keys are known by the directory alone. */
class ForgedEventIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  private final List<DirectoryKey> published = new ArrayList<>();
  private ServiceSurroundings surroundings;
  private String topic;

  @BeforeEach
  void layOut() throws Exception {
    surroundings = new ServiceSurroundings(ServiceRole.NOTIFIER);
    topic = surroundings.topics().jobStatus();
    try (Connection connection = surroundings.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Seen.TABLE);
    }
  }

  @AfterEach
  void takeDown() throws Exception {
    surroundings.close();
  }

  @Test
  void forgeriesGoAsideAndHonestEventsAreStored() throws Exception {
    // given
    SigningKey own = SigningKey.random();
    publish(own, null);
    ProducerRecord<byte[], byte[]> good = record("j1", "m1", own);
    ProducerRecord<byte[], byte[]> changed = record("changed", "m1", own);
    changed.value()[8] ^= 1;

    // when
    surroundings.send(good);
    surroundings.send(record("unsigned", "m1", null));
    surroundings.send(record("unknown", "m1", SigningKey.random()));
    surroundings.send(record("other", "m2", own));
    surroundings.send(changed);
    surroundings.send(
        new ProducerRecord<>(
            topic, null, null, "moved".getBytes(UTF_8), good.value(), good.headers()));
    surroundings.send(record("j2", "without-key", null));
    Seen seen = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", seen)) {
      await().atMost(SOON).until(() -> seen.caughtUp() == 1);

      // then
      assertThat(surroundings.text("SELECT string_agg(job_id, ' ' ORDER BY job_id) FROM seen"))
          .isEqualTo("j1 j2");
      assertThat(intake.count("tacet.signature.refused")).isEqualTo(5);
      await().atMost(SOON).until(() -> intake.trouble() == null);
    }
    assertThat(DeadLetterReader.sources(surroundings)).hasSize(5).containsOnly(topic);
  }

  @Test
  void aKeyPublishedJustBeforeItsEventIsKnownInTimeAlsoInARotation() throws Exception {
    // given
    SigningKey own = SigningKey.random();
    Seen seen = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", seen)) {
      publish(own, null);
      surroundings.send(record("j1", "m1", own));
      await().atMost(SOON).until(() -> stored() == 1);

      // when
      published.clear();
      SigningKey fresh = SigningKey.random();
      publish(own, Instant.now().plusSeconds(3600));
      publish(fresh, null);
      surroundings.send(record("j2", "m1", fresh));
      surroundings.send(record("j3", "m1", own));
      await().atMost(SOON).until(() -> stored() == 3);
      published.clear();
      publish(own, Instant.now().minusSeconds(1));
      surroundings.send(record("j4", "m1", own));

      // then
      await().atMost(SOON).until(() -> intake.count("tacet.signature.refused") == 1);
      assertThat(stored()).isEqualTo(3);
    }
  }

  private long stored() throws Exception {
    return surroundings.count("SELECT count(*) FROM seen");
  }

  private void publish(SigningKey key, @Nullable Instant until) throws Exception {
    published.add(
        DirectoryKey.newBuilder()
            .setPublicKey(ByteBuffer.wrap(key.publicHalf().plain()))
            .setRegisteredAt(Instant.EPOCH)
            .setValidUntil(until)
            .build());
    surroundings.send(
        surroundings.topics().directory(),
        "MACHINE:m1",
        DirectoryEntry.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setKind(DirectoryKind.MACHINE)
            .setMachine(
                DirectoryMachine.newBuilder()
                    .setId("m1")
                    .setDescription("m1")
                    .setKeys(List.copyOf(published))
                    .build())
            .build());
  }

  private ProducerRecord<byte[], byte[]> record(
      String job, String machine, @Nullable SigningKey key) {
    JobStatus status =
        JobStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setMachine(machine)
            .setJobId(job)
            .setOrderId("o-" + job)
            .setProject("p1")
            .setSubmitter("ada")
            .setState(JobState.MEASURING)
            .build();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, job.getBytes(UTF_8), surroundings.bytes(topic, status));
    return key == null ? record : EventSigner.with(key).sign(record);
  }
}
