package io.tacet.scheduler.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Surroundings;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told when it asks for something wrong. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class BadInputTest {

  private static final String JOBS = "/api/v1/jobs";
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
    api.registerMachine("bad-1");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "machine                | {'command': ['true']}",
        "machine                | {'command': ['true'], 'machine': 'nowhere'}",
        "machine                | {'command': ['true'], 'machine': 'x\\u0007y'}",
        "project                | {'command': ['true'], 'machine': 'bad-1', 'project': 'nothing'}",
        "command                | {'machine': 'bad-1'}",
        "command                | {'machine': 'bad-1', 'command': ['true'], 'scenario': 'a'}",
        "command[0]             | {'machine': 'bad-1', 'command': []}",
        "command[0]             | {'machine': 'bad-1', 'command': [' ']}",
        "command[1]             | {'machine': 'bad-1', 'command': ['a', null]}",
        "command[1]             | {'machine': 'bad-1', 'command': ['a', 'b\\u0000']}",
        "scenario               | {'machine': 'bad-1', 'scenario': ' '}",
        "name                   | {'machine': 'bad-1', 'command': ['a'], 'name': 'a\\r\\nBcc: b'}",
        "name                   | {'machine': 'bad-1', 'command': ['a'], 'name': ' '}",
        "timeLimitSeconds       | {'machine': 'bad-1', 'command': ['a'], 'timeLimitSeconds': 0}",
        "timeLimitSeconds       | {'machine': 'bad-1', 'command': ['a'], 'timeLimitSeconds': 604801}",
        "maxAttempts            | {'machine': 'bad-1', 'command': ['a'], 'maxAttempts': 11}",
        "checkThreshold         | {'machine': 'bad-1', 'command': ['a'], 'checkThreshold': 'ERROR'}",
        "variables.1a           | {'machine': 'bad-1', 'command': ['a'], 'variables': {'1a': 'b'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'ext::sh -c touch% /tmp/x'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'ext::sh'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': '--upload-pack=touch'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'http://example.org/a.git'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'ssh://-oProxyCommand=x/a'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'https://u:p@example.org/a'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'ssh://u%3Ap@example.org/a'}}",
        "source.uri             | {'machine': 'bad-1', 'source': {'uri': 'file://host/a'}}",
        "source.ref             | {'machine': 'bad-1', 'source': {'uri': 'https://e.org/a', 'ref': '-x'}}",
        "source.ref             | {'machine': 'bad-1', 'source': {'uri': 'https://e.org/a', 'ref': 'a..b'}}",
        "source.path            | {'machine': 'bad-1', 'source': {'uri': 'https://e.org/a', 'path': '../b'}}",
        "source.path            | {'machine': 'bad-1', 'source': {'uri': 'https://e.org/a', 'path': '/b'}}",
        "comand                 | {'machine': 'bad-1', 'comand': ['true']}",
        "source.url             | {'machine': 'bad-1', 'source': {'url': 'https://e.org/a'}}",
        "timeLimitSeconds       | {'machine': 'bad-1', 'command': ['a'], 'timeLimitSeconds': 'long'}",
        "command                | {'machine': 'bad-1', 'command': 'true'}",
      })
  void aSubmissionNamesTheFieldThatIsWrong(String field, String body) {
    // when
    Answer answer = api.post(JOBS, body.replace('\'', '"'));

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.fields()).contains(field);
  }

  @Test
  void allFieldsThatAreWrongAreNamedAtOnce() {
    // when
    Answer answer = api.post(JOBS, "{\"timeLimitSeconds\": 0, \"maxAttempts\": 0}");

    // then
    assertThat(answer.fields())
        .containsExactlyInAnyOrder("command", "timeLimitSeconds", "maxAttempts", "machine");
  }

  @Test
  void aBodyThatIsNoJsonIsToldWhere() {
    // when
    Answer answer = api.post(JOBS, "{\"machine\": \"bad-1\",\n  \"command\": [true");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).contains("line 2, column");
  }

  @ParameterizedTest
  @CsvSource({"[]", "3", "null", "''"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    // when
    Answer answer = api.post(JOBS, body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("application/problem+json");
  }

  @Test
  void aBodyOfTenMegabytesIsTooLarge() {
    // given
    byte[] body = new byte[TEN_MEGABYTES];
    Arrays.fill(body, (byte) ' ');

    // when
    Answer answer = api.send("POST", JOBS, "application/json", BodyPublishers.ofByteArray(body));

    // then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).contains("8388608");
  }

  @Test
  void aBodyThatIsTooLargeAndDoesNotSaySoIsRefusedToo() {
    // given
    byte[] body = new byte[TEN_MEGABYTES];
    Arrays.fill(body, (byte) ' ');

    // when
    Answer answer =
        api.send(
            "POST",
            JOBS,
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    // then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).contains("8388608");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "GET,    /api/v1/nothing,            ,                  404",
    "GET,    /nothing,                   ,                  404",
    "GET,    /api/v1/jobs/0000000000000, ,                  404",
    "GET,    /api/v1/machines/nowhere,   ,                  404",
    "GET,    /api/v1/users/nobody,       ,                  404",
    "GET,    /api/v1/projects/nothing,   ,                  404",
    "DELETE, /api/v1/jobs,               ,                  405",
    "POST,   /api/v1/jobs,               text/plain,        415",
    "GET,    /api/v1/jobs?state=RUNNING, ,                  400",
    "GET,    /api/v1/jobs?cursor=%25,    ,                  400",
    "GET,    /api/v1/jobs?limit=0,       ,                  400",
    "GET,    /api/v1/jobs?limit=many,    ,                  400",
    "GET,    /api/v1/jobs/a%00b,         ,                  400",
    "GET,    /api/v1/jobs?machine=a%00b, ,                  400",
  })
  void everyErrorIsAProblem(String method, String path, String type, int status) {
    // when
    Answer answer = api.send(method, path, type, type == null ? null : "x");

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(answer.json().path("instance").asText()).startsWith("/");
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void anUnexpectedErrorIsGivenAnIdAndNothingElse() {
    // when
    Answer answer = api.get("/api/v1/broken");

    // then
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).containsPattern("[0-9a-f-]{36}");
    assertThat(answer.body()).doesNotContain("secret", "Exception");
  }

  @Test
  void nobodyIsLetInWithoutAToken() {
    assertThat(new Api(null).get(JOBS).status()).isEqualTo(401);
    assertThat(new Api("tacet_wrong").get(JOBS).status()).isEqualTo(401);
    assertThat(new Api(null).get(JOBS).type()).startsWith("application/problem+json");
  }

  @Test
  void aSubmitterSeesNobodyElsesJobs() {
    // given
    Api ada = user("ada", "SUBMITTER");
    Api bob = user("bob", "SUBMITTER");
    String job = ada.submit("bad-1", "");

    // when
    Answer answer = bob.get(JOBS + "/" + job);

    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("detail").asText()).contains("someone else's");
    assertThat(bob.post(JOBS + "/" + job + "/cancel", null).status()).isEqualTo(403);
    assertThat(bob.get(JOBS + "/" + job + "/logs").status()).isEqualTo(403);
    assertThat(bob.get(JOBS).body()).doesNotContain(job);
    assertThat(ada.get(JOBS).body()).contains(job);
    assertThat(api.get(JOBS).body()).contains(job);
  }

  @Test
  void aSubmitterMayNotRegisterMachinesNorUsers() {
    // given
    Api cyd = user("cyd", "SUBMITTER");

    // then
    assertThat(cyd.put("/api/v1/machines/bad-2", "{}").status()).isEqualTo(403);
    assertThat(cyd.put("/api/v1/users/bad-2", "{}").status()).isEqualTo(403);
    assertThat(cyd.put("/api/v1/projects/bad-2", "{}").status()).isEqualTo(403);
    assertThat(cyd.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(cyd.get("/api/v1/users/cyd").status()).isEqualTo(200);
    assertThat(cyd.get("/api/v1/machines").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/v1/machines/Bad_1 | {}                                    | id",
        "/api/v1/machines/bad-3 | {'kind': 'FAST'}                      | kind",
        "/api/v1/machines/bad-3 | {'description': 'bad-1'}              | description",
        "/api/v1/machines/bad-3 | {'labels': {'A': 'b'}}                | labels.A",
        "/api/v1/users/-x       | {'mail': 'a@b.c'}                     | id",
        "/api/v1/users/dan      | {}                                    | mail",
        "/api/v1/users/dan      | {'mail': 'a@b.c\\nBcc: x@y.z'}         | mail",
        "/api/v1/users/dan      | {'mail': 'a@b.c', 'role': 'KING'}     | role",
        "/api/v1/users/dan      | {'mail': 'a@b.c', 'projects': ['no']} | projects[0]",
        "/api/v1/projects/p     | {'watchers': ['nobody']}              | watchers[0]",
        "/api/v1/projects/p     | {'budget': 3}                         | budget",
      })
  void aChangeNamesTheFieldThatIsWrong(String path, String body, String field) {
    // when
    Answer answer = api.put(path, body.replace('\'', '"'));

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly(field);
  }

  @Test
  void theInterfaceIsDescribedWithExamples() {
    // when
    String description = new Api(null).get("/q/openapi").body();

    // then
    assertThat(description).contains("/api/v1/jobs", "submitJob", "gzip", "resetOffset");
  }

  private Api user(String id, String role) {
    Answer answer =
        api.put(
            "/api/v1/users/" + id,
            "{\"mail\": \"%s@example.org\", \"role\": \"%s\", \"projects\": [\"default\"]}"
                .formatted(id, role));
    return new Api(answer.json().path("token").asText());
  }
}
