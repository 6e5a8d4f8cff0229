package io.tacet.scheduler.machine;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.MachineKind;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registration, the directory, offsets and trimming, on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RegistrationTest {

  @Inject Kafka kafka;
  @Inject Trim trim;
  @Inject Offsets offsets;
  @Inject MachineTopic topic;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aMachineHasItsTopicAndOffsetWhenItIsSeen() {
    // when
    Answer first =
        api.put(
            "/api/v1/machines/reg-1",
            "{\"description\": \"Rack 1\", \"kind\": \"PROFILING\", \"labels\": {\"a\": \"b\"}}");
    Answer again = api.put("/api/v1/machines/reg-1", "{\"description\": \"Rack 2\"}");

    // then
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("description").asText()).isEqualTo("Rack 2");
    assertThat(new Worker(kafka, "reg-1").committed()).isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(entries("MACHINE:reg-1"))
                    .extracting(entry -> entry.getMachine().getKind())
                    .containsExactly(MachineKind.PROFILING, MachineKind.BENCHMARKING));
  }

  @Test
  void registrationDoesNotMoveAnOffsetThatIsThere() {
    // given
    api.registerMachine("reg-2");
    Worker worker = new Worker(kafka, "reg-2");
    worker.outcome(worker.order(api.submit("reg-2", ""), 1), JobState.FINISHED);
    long committed = worker.committed();

    // when
    api.registerMachine("reg-2");

    // then
    assertThat(committed).isPositive();
    assertThat(worker.committed()).isEqualTo(committed);
  }

  @Test
  void ordersThatAreOverAreTrimmedAndNoOthers() {
    // given
    api.registerMachine("reg-3");
    Worker worker = new Worker(kafka, "reg-3");
    MachineId machine = new MachineId("reg-3");
    worker.outcome(worker.order(api.submit("reg-3", ""), 1), JobState.FINISHED);
    String second = api.submit("reg-3", "");
    worker.order(second, 1);

    // when
    boolean trimmed = trim.trim(machine);

    // then
    assertThat(trimmed).isTrue();
    assertThat(offsets.start(topic.partition(machine))).isEqualTo(worker.committed());
    assertThat(kafka.records(kafka.topics().jobs(machine)))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly(second);
  }

  @Test
  void anOffsetThatIsResetEndsTheOrderItSkips() {
    // given
    api.registerMachine("reg-4");
    Worker worker = new Worker(kafka, "reg-4");
    String job = api.submit("reg-4", ", \"maxAttempts\": 1");
    JobCommand order = worker.order(job, 1);

    // when
    Answer beyond = api.post("/api/v1/machines/reg-4/reset-offset", "{\"offset\": 99}");
    Answer kept = api.post("/api/v1/machines/reg-4/reset-offset", "{\"offset\": 0}");
    String stateKept = api.state(job);
    Answer skipped = api.post("/api/v1/machines/reg-4/reset-offset", "{\"offset\": 1}");

    // then
    assertThat(beyond.fields()).containsExactly("offset");
    assertThat(kept.status()).isEqualTo(200);
    assertThat(stateKept).isEqualTo("DISPATCHED");
    assertThat(skipped.status()).isEqualTo(200);
    await().until(() -> api.state(job).equals("FAILED"));
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(job)).containsExactly("1:INTERRUPTED");
  }

  @Test
  void aUsersTokenWorksAndItsHashIsInTheDirectory() {
    // when
    Answer added =
        api.put(
            "/api/v1/users/eve",
            "{\"mail\": \"eve@example.org\", \"projects\": [\"default\"], \"role\": \"operator\"}");
    Answer changed = api.put("/api/v1/users/eve", "{\"mail\": \"eve@example.com\"}");

    // then
    String token = added.json().path("token").asText();
    assertThat(added.status()).isEqualTo(201);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("token").isNull()).isTrue();
    assertThat(changed.json().path("projects").path(0).asText()).isEqualTo("default");
    assertThat(new Api(token).get("/api/v1/users/eve").status()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(entries("USER:eve"))
                    .extracting(entry -> entry.getUser().getTokenHashes())
                    .containsExactly(List.of(ApiToken.hash(token)), List.of(ApiToken.hash(token))));
  }

  @Test
  void theBuiltInUserAndProjectAreInTheDirectory() {
    await()
        .untilAsserted(
            () -> {
              assertThat(entries("USER:admin")).isNotEmpty();
              assertThat(entries("PROJECT:default")).hasSize(1);
            });
    assertThat(entries("USER:admin").get(0).getUser().getTokenHashes())
        .containsExactly(ApiToken.hash(Surroundings.ADMIN_TOKEN));
  }

  private List<DirectoryEntry> entries(String key) {
    return kafka.events(kafka.topics().directory(), key, DirectoryEntry.class);
  }
}
