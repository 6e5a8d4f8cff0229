package io.tacet.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.ServiceSurroundings;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader among a real broker, database and registry. */
class IntakeIT {

  private static final Duration SOON = Duration.ofMinutes(2);

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
  void anEventThatComesAgainIsStoredOnce() throws Exception {
    // given
    send("j1");
    send("j2");
    Seen first = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "first", first)) {
      await().atMost(SOON).until(() -> first.caughtUp() == 1);
      await().atMost(SOON).until(() -> intake.trouble() == null);
    }

    // when
    Seen again = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "another group", again)) {
      await().atMost(SOON).until(() -> again.caughtUp() == 1);

      // then
      assertThat(intake.count("tacet.intake.events")).isEqualTo(2);
    }
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void whatWasStoredIsNotReadAgainByTheSameGroup() throws Exception {
    // given
    send("j1");
    Seen first = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", first)) {
      await().atMost(SOON).until(() -> first.caughtUp() == 1);
      assertThat(intake.count("tacet.intake.commit.failures")).isZero();
    }
    send("j2");

    // when
    Seen next = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", next)) {
      await().atMost(SOON).until(() -> next.caughtUp() == 1);

      // then
      assertThat(intake.count("tacet.intake.events")).isEqualTo(1);
    }
  }

  @Test
  void recordsThatCannotBeDecodedOrStoredGoAsideAndTheOthersAreStored() throws Exception {
    // given
    send("j1");
    surroundings.sendRaw(topic, "j2", new byte[] {1, 2, 3});
    surroundings.sendRaw(topic, "j3", null);
    send("impossible");
    send("null\u0000character");
    send("j4");

    // when
    Seen seen = new Seen(0);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", seen)) {
      await().atMost(SOON).until(() -> seen.caughtUp() == 1);

      // then
      assertThat(stored()).isEqualTo(2);
      assertThat(intake.count("tacet.intake.dead.letters")).isEqualTo(4);
      assertThat(intake.count("tacet.intake.split.batches")).isPositive();
      await().atMost(SOON).until(() -> intake.trouble() == null);
    }
    assertThat(DeadLetterReader.sources(surroundings)).containsExactly(topic, topic, topic, topic);
  }

  @Test
  void aFailureOfTheDatabaseIsTriedAgainAndLaysNothingAside() throws Exception {
    // given
    send("j1");

    // when
    Seen seen = new Seen(3);
    try (RunningIntake intake = new RunningIntake(surroundings, "group", seen)) {
      await()
          .atMost(SOON)
          .until(() -> String.valueOf(intake.trouble()).contains("The connection is lost"));
      await().atMost(SOON).until(() -> seen.caughtUp() == 1);

      // then
      assertThat(intake.count("tacet.intake.retries")).isEqualTo(3);
      assertThat(intake.count("tacet.intake.dead.letters")).isZero();
      await().atMost(SOON).until(() -> intake.trouble() == null);
    }
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aTombstoneIsAnEventWhereTheStoreSaysSo() throws Exception {
    // given
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:ada", entry());
    surroundings.sendRaw(directory, "USER:ada", null);

    // when
    Entries entries = new Entries();
    try (RunningIntake intake = new RunningIntake(surroundings, "group", entries)) {
      await().atMost(SOON).until(() -> entries.keys().size() == 2);

      // then
      assertThat(entries.keys()).containsExactly("USER:ada", "-USER:ada");
      assertThat(intake.count("tacet.intake.dead.letters")).isZero();
    }
  }

  private void send(String job) throws Exception {
    surroundings.send(
        topic,
        job,
        JobStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setJobId(job)
            .setProject("p1")
            .setSubmitter("ada")
            .setState(JobState.QUEUED)
            .build());
  }

  private static DirectoryEntry entry() {
    return DirectoryEntry.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.EPOCH)
        .setKind(DirectoryKind.USER)
        .build();
  }

  private long stored() throws SQLException {
    return surroundings.count("SELECT count(*) FROM seen");
  }
}
