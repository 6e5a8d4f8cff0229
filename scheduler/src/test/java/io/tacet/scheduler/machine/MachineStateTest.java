package io.tacet.scheduler.machine;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Notice;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown of machines: their state, words and history, by REST. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class MachineStateTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void itsStateFollowsReportsAndWords() {
    // given
    api.registerMachine("st-1");
    assertThat(condition("st-1")).isEqualTo("UNKNOWN");

    // when
    report("st-1", MachineState.IDLE, LONG, null);
    becomes("st-1", "ONLINE");
    report("st-1", MachineState.MEASURING, LONG, "a-job");
    becomes("st-1", "SILENT");
    word("st-1", "quarantine", "{\"reason\": \"drift\"}");
    word("st-1", "drain", null);
    word("st-1", "maintenance", "{\"reason\": \"new fan\"}");

    // then
    JsonNode machine = api.get("/api/v1/machines/st-1").json();
    assertThat(machine.path("condition").asText()).isEqualTo("MAINTENANCE");
    assertThat(machine.at("/duty/reason").asText()).isEqualTo("new fan");
    assertThat(machine.at("/duty/by").asText()).isEqualTo("admin");
    assertThat(machine.at("/quarantine/reason").asText()).isEqualTo("drift");
    assertThat(machine.path("state").asText()).isEqualTo("MEASURING");

    // when
    word("st-1", "resume", null);
    assertThat(condition("st-1")).isEqualTo("QUARANTINED");
    word("st-1", "release", null);
    report("st-1", MachineState.POWERING_OFF, null, null);

    // then
    becomes("st-1", "OFF");
    assertThat(history("st-1", "?kind=report"))
        .containsExactly(
            "state MEASURING->POWERING_OFF by st-1",
            "state IDLE->MEASURING by st-1",
            "state null->IDLE by st-1");
    assertThat(history("st-1", "?kind=CHANGE&limit=3"))
        .containsExactly(
            "quarantine QUARANTINED->null by admin",
            "duty MAINTENANCE->IN_USE by admin",
            "duty DRAINED->MAINTENANCE by admin");
    Answer first = api.get("/api/v1/machines/st-1/history?limit=5");
    String cursor = first.json().path("nextCursor").asText();
    assertThat(history("st-1", "?limit=5&cursor=" + cursor))
        .containsExactly(
            "quarantine null->QUARANTINED by admin", "state IDLE->MEASURING by st-1",
            "state null->IDLE by st-1", "registration null->IN_USE by admin");
  }

  @Test
  void heartbeatsAreNoHistory() {
    // given
    api.registerMachine("st-2");

    // when
    for (int i = 0; i < 3; i++) {
      report("st-2", MachineState.IDLE, LONG, null);
    }
    report("st-2", MachineState.PREPARING, LONG, "a-job");
    report("st-2", MachineState.PREPARING, LONG, "b-job");
    await().until(() -> history("st-2", "?kind=REPORT").size() == 3);

    // then
    assertThat(history("st-2", "?kind=REPORT"))
        .containsExactly(
            "state PREPARING->PREPARING by st-2",
            "state IDLE->PREPARING by st-2",
            "state null->IDLE by st-2");
  }

  @Test
  void aRegistrationThatChangesSomethingIsLogged() {
    // given
    api.registerMachine("st-3");
    api.put("/api/v1/machines/st-3", "{\"kind\": \"DEVELOPMENT\"}");

    // when
    Answer changed =
        api.put(
            "/api/v1/machines/st-3",
            """
            {"description": "st three", "kind": "PROFILING", "labels": {"gpu": "none"},
             "queueOrder": "RANDOM", "macAddresses": ["00-11-22-33-44-AA", "00:11:22:33:44:aa"]}
            """);

    // then
    assertThat(changed.json().at("/macAddresses/0").asText()).isEqualTo("00:11:22:33:44:aa");
    assertThat(changed.json().path("macAddresses")).hasSize(1);
    assertThat(history("st-3", ""))
        .containsExactly(
            "macAddresses null->00:11:22:33:44:aa by admin",
            "queueOrder FIFO->RANDOM by admin",
            "labels {}->{\"gpu\":\"none\"} by admin",
            "kind DEVELOPMENT->PROFILING by admin",
            "description st-3->st three by admin",
            "registration null->IN_USE by admin");
  }

  @Test
  void badInputIsNamed() {
    // given
    api.registerMachine("st-4");
    Api ada = api.submitter("st-ada");
    String machine = "/api/v1/machines/st-4";

    // then
    assertThat(api.post(machine + "/quarantine", "{}").fields()).containsExactly("reason");
    assertThat(api.post(machine + "/drain", "{\"reason\": \"a\\nb\"}").fields())
        .containsExactly("reason");
    assertThat(api.get(machine + "/history?kind=x&limit=0").fields())
        .containsExactlyInAnyOrder("kind", "limit");
    assertThat(api.get(machine + "/history?cursor=eA==").fields()).containsExactly("cursor");
    assertThat(
            api.put(machine, "{\"macAddresses\": [\"1:2\", \"ff:ff:ff:ff:ff:ff\", null]}").fields())
        .containsExactly("macAddresses[0]", "macAddresses[1]", "macAddresses[2]");
    for (String word : List.of("drain", "maintenance", "resume", "quarantine", "release")) {
      assertThat(ada.post(machine + "/" + word, "{\"reason\": \"x\"}").status()).isEqualTo(403);
      assertThat(api.post("/api/v1/machines/st-none/" + word, "{\"reason\": \"x\"}").status())
          .isEqualTo(404);
    }
    assertThat(ada.get(machine + "/history").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/machines/st-none/history").status()).isEqualTo(404);
  }

  @Test
  void nobodyIsToldOfASilenceInMaintenanceUntilItIsOver() {
    // given
    api.registerMachine("st-5");
    word("st-5", "maintenance", null);
    report("st-5", MachineState.IDLE, Duration.ofMillis(1), null);
    api.registerMachine("st-6");
    report("st-6", MachineState.IDLE, Duration.ofMillis(1), null);

    // when
    await().until(() -> notices("st-6") == 1);

    // then
    assertThat(notices("st-5")).isZero();
    word("st-5", "resume", null);
    becomes("st-5", "OVERDUE");
    await().until(() -> notices("st-5") == 1);
    assertThat(history("st-5", "?kind=CHANGE&limit=1"))
        .containsExactly("overdue null->OVERDUE by scheduler");
  }

  private long notices(String machine) {
    return kafka.events(kafka.topics().notices(), "OPERATORS", Notice.class).stream()
        .filter(notice -> machine.equals(notice.getMachine()))
        .count();
  }

  private void word(String machine, String word, @Nullable String body) {
    assertThat(api.post("/api/v1/machines/" + machine + "/" + word, body).status()).isEqualTo(200);
  }

  private List<String> history(String machine, String query) {
    List<String> lines = new ArrayList<>();
    api.get("/api/v1/machines/" + machine + "/history" + query)
        .json()
        .path("items")
        .forEach(
            one ->
                lines.add(
                    "%s %s->%s by %s"
                        .formatted(
                            one.path("what").asText(),
                            one.path("was").asText(),
                            one.path("now").asText(),
                            one.path("by").asText())));
    return lines;
  }

  private String condition(String machine) {
    return api.get("/api/v1/machines/" + machine).json().path("condition").asText();
  }

  private void becomes(String machine, String condition) {
    await().untilAsserted(() -> assertThat(condition(machine)).isEqualTo(condition));
  }

  private void report(
      String machine, MachineState state, @Nullable Duration within, @Nullable String job) {
    kafka.send(
        kafka.topics().machineStatus(),
        machine,
        MachineStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setMachine(machine)
            .setState(state)
            .setJobId(job)
            .setNextStatusWithinMicros(within == null ? null : within.toNanos() / 1000)
            .build());
  }
}
