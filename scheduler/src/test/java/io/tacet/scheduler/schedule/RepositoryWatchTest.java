package io.tacet.scheduler.schedule;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules that fire when a real repository has something new. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RepositoryWatchTest {

  @TempDir private Path directory;
  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aNewCommitFiresOnceAndIsWhatIsMeasured() {
    // given: what is there when it begins is not new
    Repository repository = new Repository(directory);
    String first = repository.commit("first");
    api.registerMachine("watch-1");
    String schedule =
        make(
            "{\"machine\": \"watch-1\", \"source\": {\"uri\": \"%s\", \"ref\": \"main\"}}"
                .formatted(repository.uri()),
            "{\"mode\": \"COMMIT\"}");
    await().untilAsserted(() -> assertThat(show(schedule).path("seen").asText()).isEqualTo(first));
    assertThat(firings(schedule)).isEmpty();

    // when
    repository.git("checkout", "-q", "-b", "side");
    repository.commit("elsewhere");
    repository.git("checkout", "-q", "main");
    String second = repository.commit("second");

    // then
    JsonNode firing = fired(schedule, 1).get(0);
    assertThat(firing.path("commit").asText()).isEqualTo(second);
    JsonNode job = api.get("/api/v1/jobs/" + firing.path("job").asText()).json();
    assertThat(job.at("/source/ref").asText()).isEqualTo(second);

    // when: back to where it was, and on again
    repository.git("reset", "-q", "--hard", first);
    await().untilAsserted(() -> assertThat(show(schedule).path("seen").asText()).isEqualTo(first));
    repository.git("reset", "-q", "--hard", second);
    await().untilAsserted(() -> assertThat(show(schedule).path("seen").asText()).isEqualTo(second));

    // then: each commit once
    assertThat(firings(schedule))
        .extracting(one -> one.path("commit").asText())
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void eachNewTagFires() {
    // given
    Repository repository = new Repository(directory);
    repository.commit("first");
    repository.git("tag", "v1");
    api.registerMachine("watch-2");
    String schedule =
        make(
            "{\"machine\": \"watch-2\", \"command\": [\"true\"]}",
            "{\"mode\": \"TAG\", \"uri\": \"%s\", \"tags\": \"v*\"}".formatted(repository.uri()));
    await().untilAsserted(() -> assertThat(show(schedule).path("failures").asInt()).isZero());
    await().untilAsserted(() -> assertThat(isLookedAt(schedule)).isTrue());

    // when: an annotated tag and a plain one, and one that does not match
    String second = repository.commit("second");
    repository.git("tag", "-a", "-m", "two", "v2");
    repository.git("tag", "v3");
    repository.git("tag", "x1");

    // then
    List<JsonNode> firings = fired(schedule, 2);
    assertThat(firings)
        .extracting(one -> one.path("tag").asText())
        .containsExactlyInAnyOrder("v2", "v3");
    assertThat(firings).extracting(one -> one.path("commit").asText()).containsOnly(second);
  }

  @Test
  void aRepositoryThatCantBeLookedAtIsSaidAndTriedAgain() throws IOException {
    // given: one that is not there, and one that never answers
    api.registerMachine("watch-3");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String job = "{\"machine\": \"watch-3\", \"command\": [\"true\"]}";
      String absent =
          make(job, "{\"mode\": \"COMMIT\", \"uri\": \"file://%s/no\"}".formatted(directory));
      String mute =
          make(
              job,
              "{\"mode\": \"TAG\", \"uri\": \"https://127.0.0.1:%d/r\"}"
                  .formatted(silent.getLocalPort()));

      // then
      await()
          .untilAsserted(
              () -> {
                assertThat(show(absent).path("failures").asInt()).isGreaterThan(1);
                assertThat(show(absent).path("problem").asText()).contains("git says: fatal:");
                assertThat(show(mute).path("problem").asText())
                    .contains("it has not answered within 2 s");
              });
      for (String one : List.of(absent, mute)) {
        api.send("DELETE", "/api/v1/schedules/" + one, null, (String) null);
      }
    }
  }

  private boolean isLookedAt(String schedule) {
    JsonNode now = show(schedule);
    return !now.path("nextAt").asText().equals(now.path("createdAt").asText());
  }

  private String make(String job, String timing) {
    Api.Answer answer =
        api.post("/api/v1/schedules", "{\"job\": %s, \"timing\": %s}".formatted(job, timing));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private JsonNode show(String schedule) {
    return api.get("/api/v1/schedules/" + schedule).json();
  }

  private List<JsonNode> firings(String schedule) {
    JsonNode items = api.get("/api/v1/schedules/" + schedule + "/firings").json().path("items");
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1).map(items::get).toList();
  }

  private List<JsonNode> fired(String schedule, int count) {
    await().untilAsserted(() -> assertThat(firings(schedule)).hasSize(count));
    return firings(schedule);
  }
}
