package io.tacet.scheduler.relay;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.signature.EventSigner;
import io.tacet.scheduler.database.ExclusiveSession;
import io.tacet.scheduler.database.OwnConnections;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.kafka.KafkaClients;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.relay.RelaySession.RelayNames;
import io.tacet.scheduler.relay.RelaySession.Seams;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that dies between any two steps, and the one that comes after it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RelaySessionTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int RECORDS = 5;

  @Inject OwnConnections connections;
  @Inject KafkaClients clients;
  @Inject Offsets offsets;
  @Inject Outbox outbox;
  @Inject Sql sql;
  @Inject Kafka kafka;
  @Inject Relay relay;
  @Inject MissingTopics missing;

  private String key = "";

  @BeforeEach
  void theServicesOwnRelayStandsAside() {
    Api unused = Api.admin();
    relay.stop(new io.quarkus.runtime.ShutdownEvent());
    key = UUID.randomUUID().toString();
  }

  @AfterEach
  void theServicesOwnRelayGoesOn() {
    relay.start(new io.quarkus.runtime.StartupEvent());
  }

  @Test
  void everythingArrivesOnceAndInOrder() {
    // given
    put();

    // when
    try (RelaySession session = open(2, new Seams() {})) {
      session.recover(offsets);
      drain(session);
    }

    // then
    assertArrivedOnceInOrder();
  }

  @Test
  void aCommandDoesNotWaitBehindABacklog() {
    // given
    Api.admin().registerMachine("relay-urgent");
    String topic = kafka.topics().jobs(new MachineId("relay-urgent"));
    try (RelaySession session = open(1, new Seams() {})) {
      session.recover(offsets);
      drain(session);
      put();
      outbox.command(
          topic,
          "a-job",
          JobCommand.newBuilder()
              .setEventId(UUID.randomUUID().toString())
              .setOccurredAt(Instant.EPOCH)
              .setMachine("relay-urgent")
              .setJobId("a-job")
              .setKind(CommandKind.CANCEL)
              .setOrderId("an-order")
              .setAttempt(1)
              .build());

      // when
      assertThat(session.relay()).isOne();

      // then
      assertThat(kafka.records(topic)).hasSize(1);
      drain(session);
    }
    assertArrivedOnceInOrder();
  }

  @Test
  void aRelayThatDiesWhenItHasTakenABatchLosesNothing() {
    assertRecovers(
        new Seams() {
          @Override
          public void taken() {
            throw new Death();
          }
        });
  }

  @Test
  void aRelayThatDiesBeforeTheCommitSendsNothingTwice() {
    assertRecovers(
        new Seams() {
          @Override
          public void sent() {
            throw new Death();
          }
        });
  }

  @Test
  void aRelayThatDiesAfterTheCommitSendsNothingTwice() {
    assertRecovers(
        new Seams() {
          @Override
          public void committed() {
            throw new Death();
          }
        });
  }

  @Test
  void whatIsInABatchForAMissingTopicIsSetAsideAndTheRestArrives() {
    // given: a relay that dies with both in its batch
    String topic = kafka.topics().jobs(new MachineId("relay-lost"));
    outbox.put(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}));
    put();
    try (RelaySession session =
        open(
            3,
            new Seams() {
              @Override
              public void taken() {
                throw new Death();
              }
            })) {
      assertThatThrownBy(session::relay).isInstanceOf(Death.class);
    }
    outbox.put(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2}));

    // when
    try (RelaySession session = open(3, new Seams() {})) {
      session.recover(offsets);
      drain(session);
    }

    // then
    assertThat(waitingFor(topic)).isEqualTo(2);
    assertThat(sql.update("DELETE FROM outbox WHERE topic = ?", topic)).isEqualTo(2);
    assertThat(sql.update("DELETE FROM relay_missing_topics WHERE topic = ?", topic)).isOne();
    assertArrivedOnceInOrder();
  }

  private int waitingFor(String topic) {
    return sql.query(
            """
            SELECT id FROM outbox WHERE topic = ?
              AND id <> ALL (ARRAY(SELECT unnest(in_hand) FROM relay_position))
            """,
            row -> row.longNumber("id"),
            topic)
        .size();
  }

  @Test
  void aRelayThatWasReplacedWhileItSlept() {
    // given: an old relay that has sent, and stops before its commit
    put();
    RelaySession[] next = new RelaySession[1];
    RelaySession old =
        open(
            100,
            new Seams() {
              @Override
              public void sent() {
                next[0] = openWithoutLock();
                next[0].recover(offsets);
              }
            });
    old.recover(offsets);

    // when
    assertThatThrownBy(old::relay)
        .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
    old.close();
    drain(next[0]);
    next[0].close();

    // then
    assertArrivedOnceInOrder();
  }

  @Test
  void aDatabaseThatWasSetBackIsNotRelayedFrom() {
    // given
    put();
    try (RelaySession session = open(100, new Seams() {})) {
      session.recover(offsets);
      drain(session);
    }
    long last =
        sql.query("SELECT last_batch FROM relay_position", row -> row.longNumber("last_batch"))
            .get(0);
    sql.update("UPDATE relay_position SET last_batch = last_batch - 1");

    // when
    try (RelaySession session = open(100, new Seams() {})) {
      assertThatThrownBy(() -> session.recover(offsets))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("set back");
    } finally {
      sql.update("UPDATE relay_position SET last_batch = ?", last);
    }
  }

  private void assertRecovers(Seams death) {
    // given
    put();

    // when
    try (RelaySession session = open(2, death)) {
      session.recover(offsets);
      assertThatThrownBy(session::relay).isInstanceOf(Death.class);
    }
    try (RelaySession session = open(2, new Seams() {})) {
      session.recover(offsets);
      drain(session);
    }

    // then
    assertArrivedOnceInOrder();
  }

  private void put() {
    for (int i = 0; i < RECORDS; i++) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              kafka.topics().deadLetters(),
              key.getBytes(UTF_8),
              Integer.toString(i).getBytes(UTF_8));
      record.headers().add("number", new byte[] {(byte) i});
      outbox.put(record);
    }
  }

  private void assertArrivedOnceInOrder() {
    List<String> arrived =
        kafka.records(kafka.topics().deadLetters()).stream()
            .filter(record -> key.equals(new String(record.key(), UTF_8)))
            .map(
                record ->
                    new String(record.value(), UTF_8)
                        + "/"
                        + record.headers().lastHeader("number").value()[0])
            .toList();
    assertThat(arrived)
        .containsExactlyElementsOf(IntStream.range(0, RECORDS).mapToObj(i -> i + "/" + i).toList());
    assertThat(outbox.holds(kafka.topics().deadLetters(), key)).isFalse();
  }

  private static void drain(RelaySession session) {
    int records = session.relay();
    while (records > 0) {
      records = session.relay();
    }
  }

  private RelaySession open(int most, Seams seams) {
    RelayNames names = Relay.names(kafka.topics());
    return new RelaySession(
        database(names.group()),
        clients.producer(names.group(), TIMEOUT),
        EventSigner.without(),
        names,
        most,
        missing,
        seams);
  }

  /** Closing a connection returns before PostgreSQL has given up the lock of its session. */
  private ExclusiveSession database(String lock) {
    return await()
        .until(() -> ExclusiveSession.tryOpen(connections, lock), Optional::isPresent)
        .orElseThrow();
  }

  /** The old one's database session is alive here, so the new one can't have its lock. */
  private RelaySession openWithoutLock() {
    RelayNames names = Relay.names(kafka.topics());
    return new RelaySession(
        database("another"),
        clients.producer(names.group(), TIMEOUT),
        EventSigner.without(),
        new RelayNames(names.group(), new TopicPartition(names.position().topic(), 0)),
        100,
        missing,
        new Seams() {});
  }

  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
