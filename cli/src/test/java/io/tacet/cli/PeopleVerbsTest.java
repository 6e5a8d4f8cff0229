package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verbs about users, projects and quotas send and show. */
final class PeopleVerbsTest extends ConnectedTest {

  private static final String USER =
      """
      {"id":"ada","name":"Ada","mail":"ada@example.org","role":"SUBMITTER","projects":["default"],
       "active":%s,"machines":["m1"],"scheduleModes":[],"token":%s}
      """;
  private static final String TOKEN =
      """
      {"id":"0t1","name":"robot","createdAt":"2026-11-21T01:00:00Z","expired":false,"token":%s}
      """;
  private static final String QUOTA =
      """
      {"user":"ada","machine":"m1","secondsPerMonth":36000,"month":"2026-11","usedSeconds":90.5,
       "reservedSeconds":600,"leftSeconds":35309.5,"waitingJobs":2,
       "renewedAt":"2026-12-01T00:00:00Z","setBy":"olga"}
      """;
  private static final String PROJECT =
      """
      {"id":"engine","description":"E","watchers":[],"active":true}
      """;

  @Test
  void aNewUsersTokenIsShownOnceOnItsOwn() throws IOException {
    // given
    server.answersInTurn(
        "/api/v1/users/ada",
        List.of(
            new FakeService.Answer(404, ""),
            new FakeService.Answer(201, USER.formatted("true", "\"tacet_x\""))));

    // when
    int code =
        terminal.run(
            "user",
            "create",
            "ada",
            "--mail",
            "ada@example.org",
            "--machine",
            "m1",
            "--role",
            "operator");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("tacet_x\n");
    assertThat(terminal.err()).contains("not shown again").doesNotContain("tacet_x");
    assertThat(sent(1).path("role").asText()).isEqualTo("operator");
    assertThat(sent(1).at("/machines/0").asText()).isEqualTo("m1");
  }

  @Test
  void aTokenCanGoToAFileOfItsOwnersOnly() throws IOException {
    // given
    server.answers(
        "/api/v1/users/ada/tokens", 201, "application/json", TOKEN.formatted("\"tacet_y\""));
    String file = home.resolve("robot.token").toString();

    // when
    int code = terminal.run("user", "token", "create", "ada", "--token-to", file);
    int again = terminal.run("user", "token", "create", "ada", "--token-to", file);

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(Files.readString(Path.of(file))).isEqualTo("tacet_y\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
        .isEqualTo("rw-------");
    assertThat(terminal.out() + terminal.err()).doesNotContain("tacet_y");
    assertThat(again).isEqualTo(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aChangeLeavesTheRestAndSaysWhatItIsAChangeOf() throws IOException {
    // given
    server.answersJson("/api/v1/users/ada", USER.formatted("true", "null"));

    // when
    int code = terminal.run("user", "set", "ada", "--machine", "all");
    int role = terminal.run("user", "role", "ada", "operator");
    int off = terminal.run("user", "deactivate", "ada");
    int nothing = terminal.run("user", "set", "ada");

    // then
    assertThat(code + role + off).as(terminal.err()).isZero();
    assertThat(server.requests().get(1).ifMatch()).isEqualTo(FakeService.TAG);
    JsonNode sent = sent(1);
    assertThat(sent.path("mail").asText()).isEqualTo("ada@example.org");
    assertThat(sent.path("role").asText()).isEqualTo("SUBMITTER");
    assertThat(sent.path("machines").isArray()).isTrue();
    assertThat(sent.path("machines")).isEmpty();
    assertThat(sent.path("projects").isNull()).isTrue();
    assertThat(sent(3).path("role").asText()).isEqualTo("OPERATOR");
    assertThat(sent(5).path("active").asBoolean(true)).isFalse();
    assertThat(sent(5).path("name").asText()).isEqualTo("Ada");
    assertThat(nothing).isEqualTo(2);
  }

  @Test
  void aQuotaIsSetInAnyUnitAndShownWithWhatIsLeft() throws IOException {
    // given
    server.answersJson("/api/v1/quotas/ada/m1", QUOTA);
    server.answersJson("/api/v1/quotas", "{\"items\":[" + QUOTA + "]}");

    // when
    int set = terminal.run("quota", "set", "ada", "m1", "10h");
    int removed = terminal.run("quota", "set", "ada", "m1", "none");
    int wrong = terminal.run("quota", "set", "ada", "m1", "much");
    int shown = terminal.run("quota", "show", "--user", "ada", "-o", "csv");

    // then
    assertThat(set + removed + shown).as(terminal.err()).isZero();
    assertThat(sent(0).path("secondsPerMonth").asLong()).isEqualTo(36000);
    assertThat(server.requests().get(1).method()).isEqualTo("DELETE");
    assertThat(wrong).isEqualTo(2);
    assertThat(terminal.err()).contains("TIME: 'much' is no length of time");
    assertThat(terminal.out())
        .contains("ada,m1,2026-11,36000,90.5,600.0,35309.5,2,2026-12-01T00:00:00Z,olga");
  }

  @Test
  void aProjectThatIsNotThereIsAddedAndAnotherChanged() throws IOException {
    // given
    server.answersInTurn(
        "/api/v1/projects/engine",
        List.of(new FakeService.Answer(404, ""), new FakeService.Answer(201, PROJECT)));

    // when
    int added = terminal.run("project", "create", "engine", "--watcher", "ada");
    server.answersJson("/api/v1/projects/other", PROJECT.replace("engine", "other"));
    int changed = terminal.run("project", "set", "other", "--active", "false");

    // then
    assertThat(added + changed).as(terminal.err()).isZero();
    assertThat(server.requests().get(1).ifMatch()).isNull();
    int last = server.requests().size() - 1;
    assertThat(server.requests().get(last).ifMatch()).isEqualTo(FakeService.TAG);
    assertThat(sent(last).path("description").asText()).isEqualTo("E");
  }

  @Test
  void theTokenIsTakenFromAFile() throws IOException {
    // given
    Path file = Files.writeString(home.resolve("t"), "from-a-file\n");
    server.answersJson("/api/v1/quotas", "{\"items\":[]}");

    // when
    terminal.run("quota", "show", "--token-file", file.toString());
    new RecordingTerminal(home)
        .with("TACET_TOKEN_FILE", file.toString())
        .with("TACET_SERVER", server.url())
        .run("quota", "show");
    int missing = terminal.run("quota", "show", "--token-file", home.resolve("no").toString());

    // then
    assertThat(server.requests())
        .extracting(FakeService.Request::authorization)
        .containsExactly("Bearer from-a-file", "Bearer from-a-file");
    assertThat(missing).isEqualTo(1);
    assertThat(terminal.err()).contains("--token-file: can't read");
  }

  @Test
  void aTokenOfTheEnvironmentCountsForWhatUpHasStartedToo() throws IOException {
    // given: the connection file has another
    Path file = Files.writeString(home.resolve("t"), "from-a-file\n");
    server.answersJson("/api/v1/quotas", "{\"items\":[]}");

    // when
    terminal.run("quota", "show");
    new RecordingTerminal(home).with("TACET_TOKEN", "adas").run("quota", "show");
    new RecordingTerminal(home).with("TACET_TOKEN_FILE", file.toString()).run("quota", "show");
    new RecordingTerminal(home).with("TACET_TOKEN", " ").run("quota", "show");

    // then
    assertThat(server.requests())
        .extracting(FakeService.Request::authorization)
        .containsExactly("Bearer secret", "Bearer adas", "Bearer from-a-file", "Bearer secret");
  }

  private JsonNode sent(int request) throws IOException {
    return new ObjectMapper().readTree(server.requests().get(request).body());
  }
}
