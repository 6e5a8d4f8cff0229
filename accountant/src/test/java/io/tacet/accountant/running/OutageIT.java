package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Readiness;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registry, database or broker away: it says so, nothing is lost, nothing is a dead letter. */
class OutageIT {

  private static final String READY = "/q/health/ready";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Surroundings surroundings;

  @BeforeEach
  void start() throws Exception {
    surroundings = new Surroundings();
  }

  @AfterEach
  void stop() throws Exception {
    surroundings.close();
  }

  @Test
  void eventsWaitForARegistryThatIsAway(@TempDir Path directory) throws Exception {
    try (EmbeddedCluster other =
        EmbeddedCluster.builder()
            .parts(java.util.Set.of(PartName.REGISTRY, PartName.POSTGRES))
            .registryInPostgres(true)
            .directory(directory)
            .start()) {
      // given
      String url = other.registry().url();
      register(other.registry().confluentUrl(), JobStatus.getClassSchema());
      JobStatus outcome =
          Events.outcome("away", JobState.FINISHED, "2026-11-02T10:00:00Z", 5).build();
      String topic = surroundings.topics().jobStatus();
      try (EventWriter writer = new EventWriter(SerdeSettings.forRegistry(url))) {
        surroundings.sendRaw(topic, "away", writer.write(topic, outcome));
      }
      other.registry().stop();
      int port = new FreePorts().next();
      ChildProcess process =
          RunningService.launch(
              surroundings,
              port,
              Map.of("TACET_REGISTRY_URL", url),
              Readiness.logged("Reading again in"));
      try {
        assertThat(surroundings.count("SELECT count(*) FROM usage_record")).isZero();
        // when
        other.registry().start();
        // then: the schema of what is said about it is not there yet
        await().atMost(LIMIT).until(() -> process.logSinceStart().contains("is its schema in it?"));
        assertThat(surroundings.count("SELECT count(*) FROM usage_record")).isZero();
        // when
        new SchemaRegistration(url).registerAll();
        // then
        awaitRecords(1);
        assertThat(DeadLetterReader.sources(surroundings)).isEmpty();
      } finally {
        process.kill();
      }
    }
  }

  @Test
  void eventsWaitForADatabaseThatIsAway() throws Exception {
    // given
    try (RunningService accountant = RunningService.start(surroundings, Map.of())) {
      send("before");
      awaitRecords(1);
      surroundings.cluster().postgres().kill();
      // when
      send("during");
      await().atMost(LIMIT).until(() -> retries(accountant) > 0);
      assertThat(accountant.get(READY)).contains("\"status\": \"DOWN\"");
      surroundings.cluster().postgres().start();
      send("after");
      // then
      awaitRecords(3);
      assertThat(DeadLetterReader.sources(surroundings)).isEmpty();
      await().atMost(LIMIT).until(() -> isReady(accountant));

      // when: nothing is read any more, and nothing is there to be read
      surroundings.cluster().kafka().pause();
      try {
        // then
        await().atMost(LIMIT).until(() -> accountant.get(READY).contains("Kafka does not answer"));
        assertThat(isReady(accountant)).isFalse();
        assertThat(accountant.get("/q/health/live")).doesNotContain("DOWN");
      } finally {
        surroundings.cluster().kafka().resume();
      }
      await().atMost(LIMIT).until(() -> isReady(accountant));
      send("afterwards");
      awaitRecords(4);
      assertThat(accountant.get("/q/metrics")).contains("tacet_intake_lag{topic=");
    }
  }

  private static boolean isReady(RunningService accountant)
      throws IOException, InterruptedException {
    return !accountant.get(READY).contains("\"status\": \"DOWN\"");
  }

  private static void register(String url, Schema schema) throws Exception {
    String body =
        new ObjectMapper()
            .writeValueAsString(Map.of("schemaType", "AVRO", "schema", schema.toString()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/subjects/" + schema.getFullName() + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static double retries(RunningService accountant)
      throws IOException, InterruptedException {
    return accountant.metric("tacet_intake_retries_total");
  }

  private void send(String job) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.outcome(job, JobState.FINISHED, "2026-11-02T10:00:00Z", 5).build());
  }

  private void awaitRecords(int count) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(surroundings.count("SELECT count(*) FROM usage_record"))
                    .isEqualTo(count));
  }
}
