package io.tacet.scheduler.window;

import static io.tacet.scheduler.running.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.dispatch.Claim;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start windows of jobs and machines in the running service. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WindowTest {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String ALWAYS = "{\"cron\": \"* * * * *\", \"minutes\": 5}";
  private static final String NEVER = "{\"cron\": \"0 0 29 2 *\", \"minutes\": 1}";

  @Inject Kafka kafka;
  @Inject Claim claim;
  @TempDir private Path directory;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aJobWaitsForItsWindowWhileOthersGoOn() {
    // given
    Worker worker = machine("win-1");
    put("win-1", NEVER, false);
    String patient = api.submit("win-1", ", \"startWindow\": \"win-1\"");

    // when
    String other = api.submit("win-1", "");
    worker.outcome(worker.order(other, 1), JobState.FINISHED);
    becomes(other, "FINISHED");

    // then
    JsonNode queueing = api.get("/api/v1/jobs/" + patient).json().path("queueing");
    assertThat(queueing.at("/window/waits").asBoolean()).isTrue();
    assertThat(queueing.path("notBefore").isNull()).isTrue();
    assertThat(queueing.path("estimate").isNull()).isTrue();
    assertThat(show("win-1").path("waitingJobs").asInt()).isEqualTo(1);
    assertThat(delete("/api/v1/windows/win-1")).isEqualTo(409);

    // when
    put("win-1", ALWAYS, true);

    // then
    worker.outcome(worker.order(patient, 1), JobState.FINISHED);
    becomes(patient, "FINISHED");
    assertThat(delete("/api/v1/windows/win-1")).isEqualTo(204);
  }

  @Test
  void aWindowThatClosesTakesBackWhatWasReadyAndAJobStartsAnywayInTheEnd() {
    // given: the machine is busy, so two jobs wait in an open window
    Worker worker = machine("win-2");
    put("win-2", ALWAYS, true);
    String busy = api.submit("win-2", "");
    var order = worker.order(busy, 1);
    String patient = api.submit("win-2", ", \"startWindow\": \"win-2\"");
    String lessPatient =
        api.submit("win-2", ", \"startWindow\": \"win-2\", \"windowWaitSeconds\": 10");

    // when
    put("win-2", NEVER, false);
    await().atMost(LONG).until(() -> show("win-2").path("waitingJobs").asInt() == 2);
    worker.outcome(order, JobState.FINISHED);

    // then
    worker.outcome(worker.order(lessPatient, 1), JobState.FINISHED);
    becomes(lessPatient, "FINISHED");
    assertThat(api.state(patient)).isEqualTo("QUEUED");
    api.post("/api/v1/jobs/" + patient + "/cancel", null);
  }

  @Test
  void aMachineIsGivenOrdersInItsWindowOnly() {
    // given
    Worker worker = machine("win-3");
    put("win-3", NEVER, false);
    assertThat(api.put("/api/v1/windows/win-3/machines/win-3", "").status()).isEqualTo(200);
    String job = api.submit("win-3", "");
    machine("win-3b");
    String elsewhere = api.submit("win-3b", "");
    becomes(elsewhere, "DISPATCHED");
    assertThat(claim.next("win-3")).isEmpty();
    assertThat(api.state(job)).isEqualTo("QUEUED");
    assertThat(show("win-3").at("/machines/0").asText()).isEqualTo("win-3");

    // when
    put("win-3", ALWAYS, true);

    // then
    assertThat(worker.order(job, 1).getJobId()).isEqualTo(job);
    assertThat(delete("/api/v1/windows/win-3")).isEqualTo(409);
    assertThat(delete("/api/v1/windows/win-3/machines/win-3")).isEqualTo(204);
    assertThat(delete("/api/v1/windows/win-3/machines/win-3")).isEqualTo(404);
  }

  @Test
  void aFeedOpensAndClosesAndOneThatCantBeReadIsSaid() throws IOException {
    // given: a feed in a file, and the same over HTTP
    Path file = Files.writeString(directory.resolve("sun.csv"), line(3000));
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/sun",
        exchange -> {
          byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(
              bytes.length == 0 ? 503 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    web.start();
    try {
      put(
          "win-4",
          feed(file.toUri().toString().replace("file:/", "file:///").replace("////", "///")),
          true);
      put("win-5", feed("http://127.0.0.1:" + web.getAddress().getPort() + "/sun"), true);
      assertThat(show("win-5").path("value").asDouble()).isEqualTo(3000);

      // when: clouds
      Files.write(file, line(10).getBytes(UTF_8));

      // then
      opens("win-4", false);
      opens("win-5", false);

      // when: it can't be read any more; the last values go on to hold
      Files.writeString(file, line(3000));
      opens("win-4", true);
      opens("win-5", true);
      Files.delete(file);

      // then
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(show("win-4").path("problem").asText())
                    .contains("the file can't be read");
                assertThat(show("win-5").path("problem").asText()).contains("the answer is 503");
                assertThat(show("win-5").path("failures").asInt()).isPositive();
              });
      assertThat(show("win-5").path("open").asBoolean()).isTrue();
    } finally {
      web.stop(0);
      delete("/api/v1/windows/win-4");
      delete("/api/v1/windows/win-5");
    }
  }

  @Test
  void whatIsWrongIsNamedAndOnlyOperatorsDefineWindows() {
    // given
    machine("win-6");
    Api ann = api.submitter("win-ann");

    // then
    assertThat(api.put("/api/v1/windows/win-6", "{}").fields()).containsExactly("cron");
    assertThat(
            api.put("/api/v1/windows/BAD", "{\"cron\": \"x\", \"minutes\": 0, \"zone\": \"Mars\"}")
                .fields())
        .containsExactlyInAnyOrder("id", "cron", "minutes", "zone");
    assertThat(
            api.put(
                    "/api/v1/windows/win-6",
                    "{\"feed\": {\"uri\": \"ftp://h/x\", \"validMinutes\": 0,"
                        + " \"unreadable\": \"AJAR\"}}")
                .fields())
        .containsExactlyInAnyOrder(
            "feed.uri", "feed.threshold", "feed.validMinutes", "feed.opens", "feed.unreadable");
    assertThat(ann.put("/api/v1/windows/win-6", ALWAYS).status()).isEqualTo(403);
    assertThat(api.get("/api/v1/windows/nothing").status()).isEqualTo(404);
    assertThat(
            api.post(
                    "/api/v1/jobs",
                    "{\"machine\": \"win-6\", \"command\": [\"true\"], \"startWindow\": \"none\","
                        + " \"windowWaitSeconds\": 0}")
                .fields())
        .containsExactly("startWindow", "windowWaitSeconds");
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }

  private static String line(double value) {
    return "time,value\n" + Instant.now().minusSeconds(60) + "," + value + "\n";
  }

  private static String feed(String uri) {
    return "{\"feed\": {\"uri\": \"%s\", \"opens\": \"ABOVE\", \"threshold\": 2500}}"
        .formatted(uri);
  }

  private void put(String id, String window, boolean open) {
    Api.Answer answer = api.put("/api/v1/windows/" + id, window);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    opens(id, open);
  }

  private void opens(String id, boolean open) {
    await().atMost(LONG).until(() -> show(id).path("open").asBoolean() == open);
  }

  private JsonNode show(String id) {
    return api.get("/api/v1/windows/" + id).json();
  }

  private int delete(String path) {
    return api.send("DELETE", path, null, (String) null).status();
  }

  private void becomes(String job, String state) {
    await().atMost(LONG).untilAsserted(() -> assertThat(api.state(job)).isEqualTo(state));
  }
}
