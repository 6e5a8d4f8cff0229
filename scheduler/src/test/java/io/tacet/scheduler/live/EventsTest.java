package io.tacet.scheduler.live;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of events as its readers see it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class EventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aJobsLifeIsToldAsItHappensAndResumedWithoutALoss() throws Exception {
    // given
    api.registerMachine("live-1");
    String job = api.submit("live-1", "");
    Worker worker = new Worker(kafka, "live-1");

    // when
    List<String> ids;
    try (Stream stream = new Stream(Surroundings.ADMIN_TOKEN, "?job=" + job, "0")) {
      await().until(() -> states(stream).contains("DISPATCHED"));
      worker.progress(worker.order(job, 1), JobState.ACCEPTED, null);
      await().until(() -> states(stream).contains("ACCEPTED"));
      ids = stream.all("id");
    }
    worker.outcome(worker.order(job, 1), JobState.FINISHED);
    await().until(() -> api.state(job).equals("FINISHED"));

    // then
    try (Stream stream = new Stream(Surroundings.ADMIN_TOKEN, "?job=" + job, ids.get(0))) {
      // while a transaction of another test is open, some are told twice
      await()
          .untilAsserted(
              () ->
                  assertThat(states(stream))
                      .containsSubsequence("DISPATCHED", "ACCEPTED", "FINISHED")
                      .endsWith("FINISHED"));
      List<String> data = stream.all("data");
      JsonNode last = JSON.readTree(data.get(data.size() - 1));
      assertThat(last.path("id").asText()).isEqualTo(job);
      assertThat(last.path("machine").asText()).isEqualTo("live-1");
    }
  }

  @Test
  void aSubmitterHearsOfOwnJobsOnly() throws Exception {
    // given
    api.registerMachine("live-2");
    Api ann = api.submitter("live-ann");
    JsonNode token = ann.post("/api/v1/users/live-ann/tokens", "{}").json();
    String others = api.submit("live-2", ", \"hold\": true");

    try (Stream stream = new Stream(token.path("token").asText(), "?machine=live-2", null)) {
      // when: it may have been let in after the first ones
      List<String> own = new ArrayList<>();
      await()
          .until(
              () -> {
                api.submit("live-2", ", \"hold\": true");
                own.add(ann.submit("live-2", ", \"hold\": true"));
                return !states(stream).isEmpty();
              });

      // then
      assertThat(stream.all("data")).allMatch(data -> own.stream().anyMatch(data::contains));
      assertThat(ann.get("/api/v1/events?job=" + others).status()).isEqualTo(403);
      assertThat(ann.get("/api/v1/events?job=nothing").status()).isEqualTo(404);
      assertThat(api.with("Last-Event-ID", "x").get("/api/v1/events").fields())
          .containsExactly("Last-Event-ID");
    }
  }

  @Test
  void aMachinesChangeIsTold() throws Exception {
    // given
    api.registerMachine("live-3");

    try (Stream stream = new Stream(Surroundings.ADMIN_TOKEN, "?machine=live-3", null)) {
      // when: it may have been let in after the first change
      await()
          .until(
              () -> {
                String text = "live " + System.nanoTime();
                api.put("/api/v1/machines/live-3", "{\"description\": \"" + text + "\"}");
                return stream.all("event").contains("machine");
              });

      // then
      JsonNode machine = JSON.readTree(stream.all("data").get(0));
      assertThat(machine.path("id").asText()).isEqualTo("live-3");
      assertThat(machine.path("description").asText()).startsWith("live ");
    }
  }

  private static List<String> states(Stream stream) {
    return stream.all("data").stream()
        .map(
            data -> {
              try {
                return JSON.readTree(data).at("/event/state").asText();
              } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new UncheckedIOException(e);
              }
            })
        .filter(state -> !state.isEmpty())
        .toList();
  }
}
