package io.tacet.scheduler.machine;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.machine.MachineId;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that go for good, and one that comes back, on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RetirementTest {

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aMachineGoesWhenNothingIsOutAndItsHistoryStays() throws Exception {
    // given: a machine with one order out, one job that names it and one that does not
    String path = "/api/v1/machines/ret-1";
    api.put(path, "{\"kind\": \"DEVELOPMENT\", \"labels\": {\"ret\": \"1\"}}");
    Worker worker = new Worker(kafka, "ret-1");
    String first = api.submit("ret-1", "");
    JobCommand order = worker.order(first, 1);
    String named = api.submit("ret-1", "");
    String labelled =
        api.post("/api/v1/jobs", "{\"command\": [\"true\"], \"labels\": {\"ret\": \"1\"}}")
            .json()
            .path("id")
            .asText();

    // when
    assertThat(api.post(path + "/retire", null).status()).isEqualTo(409);
    worker.progress(order, JobState.PREPARING, Duration.ofMinutes(5));
    await().until(() -> api.state(first).equals("PREPARING"));
    api.post(path + "/drain", null);
    assertThat(worker.outcome(order, JobState.FINISHED)).isTrue();
    await().until(() -> condition().equals("DRAINED"));
    assertThat(api.post(path + "/retire", "{\"reason\": \"sold\"}").status()).isEqualTo(200);

    // then
    assertThat(condition()).isEqualTo("RETIRED");
    await().until(() -> api.state(named).equals("FAILED"));
    assertThat(api.get("/api/v1/jobs/" + named).json().path("message").asText())
        .contains("ret-1 was retired");
    assertThat(api.state(labelled)).isEqualTo("QUEUED");
    await()
        .untilAsserted(
            () ->
                assertThat(entries())
                    .extracting(entry -> entry.getMachine().getActive())
                    .containsExactly(true, false));
    assertThat(topics()).doesNotContain(topic());
    assertThat(worker.committed()).isEqualTo(-1);
    assertThat(kafka.records(kafka.topics().machineStatus()))
        .filteredOn(record -> new String(record.key(), UTF_8).equals("ret-1"))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isNull());
    assertThat(api.get(path + "/history").json().at("/items/0/now").asText()).isEqualTo("RETIRED");
    assertThat(api.post(path + "/drain", null).status()).isEqualTo(409);
    assertThat(
            api.post("/api/v1/jobs", "{\"machine\": \"ret-1\", \"command\": [\"true\"]}").fields())
        .containsExactly("machine");

    // when: it is bought back
    api.put(path, "{\"kind\": \"DEVELOPMENT\", \"labels\": {\"ret\": \"1\"}}");

    // then
    assertThat(worker.committed()).isZero();
    assertThat(worker.outcome(worker.order(labelled, 1), JobState.FINISHED)).isTrue();
    await().until(() -> api.state(labelled).equals("FINISHED"));
  }

  private String condition() {
    return api.get("/api/v1/machines/ret-1").json().path("condition").asText();
  }

  private List<DirectoryEntry> entries() {
    return kafka.events(kafka.topics().directory(), "MACHINE:ret-1", DirectoryEntry.class);
  }

  private String topic() {
    return kafka.topics().jobs(new MachineId("ret-1"));
  }

  private static Set<String> topics() throws Exception {
    try (Admin admin = Admin.create(Kafka.settings())) {
      return admin.listTopics().names().get();
    }
  }
}
