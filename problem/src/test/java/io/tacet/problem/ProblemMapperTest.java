package io.tacet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemMapperTest {

  @TestHTTPResource URI base = URI.create("http://localhost/");
  @Inject MeterRegistry metrics;

  @ParameterizedTest(name = "SQLSTATE {0}: {1}")
  @CsvSource({
    "22021, 400, tacet.rest.refused.values",
    "22003, 400, tacet.rest.refused.values",
    "08006, 503, tacet.rest.database.failures",
    "25006, 503, tacet.rest.database.failures",
    "53100, 503, tacet.rest.database.failures",
    "57P03, 503, tacet.rest.database.failures",
    "53300, 503, tacet.rest.database.failures",
    "57P01, 503, tacet.rest.database.failures",
    "40001, 503, tacet.rest.database.failures",
    "none,  503, tacet.rest.database.failures",
    "23505, 500, tacet.rest.unexpected.failures",
    "42601, 500, tacet.rest.unexpected.failures",
  })
  void aFailureOfTheDatabaseIsTheCallersOrOursByItsState(String state, int status, String counter)
      throws Exception {
    // given
    double before = count(counter);

    // when
    Client.Answer answer = get("/faulty/sql/" + state);

    // then
    assertIsProblem(answer, status, "/faulty/sql/" + state);
    assertThat(answer.header("Retry-After")).isEqualTo(status == 503 ? "5" : null);
    assertThat(count(counter)).isEqualTo(before + 1);
  }

  @Test
  void kafkaThatDoesNotAnswerIsToBeTriedAgain() throws Exception {
    // when
    Client.Answer answer = get("/faulty/kafka");

    // then
    assertIsProblem(answer, 503, "/faulty/kafka");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(count("tacet.rest.kafka.failures")).isPositive();
  }

  @Test
  void theLogNamesTheFailureForWhichThereIsNoAdvice() throws Exception {
    try (LogRecords log = new LogRecords()) {
      // when
      Client.Answer answer = get("/faulty/sql/none");

      // then
      assertIsProblem(answer, 503, "/faulty/sql/none");
      assertThat(log.from(Level.WARNING))
          .singleElement()
          .asString()
          .contains("/faulty/sql/none", "IllegalStateException: outer secret");
    }
  }

  @Test
  void anUnexpectedErrorIsGivenAnIdUnderWhichTheLogHasIt() throws Exception {
    try (LogRecords log = new LogRecords()) {
      // when
      Client.Answer answer = get("/faulty/broken");

      // then
      assertIsProblem(answer, 500, "/faulty/broken");
      assertThat(answer.detail()).containsPattern("[0-9a-f-]{36}");
      assertThat(log.from(Level.SEVERE)).hasSize(1);
      assertThat(log.hasStackTrace()).isTrue();
    }
  }

  @Test
  void whoIsNotKnownIsToldHowToBe() throws Exception {
    // when
    Client.Answer answer = get("/faulty/unauthorized");

    // then
    assertIsProblem(answer, 401, "/faulty/unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tacet\"");
  }

  @Test
  void notBeingReadyIsNotLogged() throws Exception {
    try (LogRecords log = new LogRecords()) {
      // when
      Client.Answer answer = get("/faulty/unready");

      // then
      assertIsProblem(answer, 503, "/faulty/unready");
      assertThat(log.from(Level.WARNING)).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'count': 'many'}   | count    | 'many' is not a whole number in range",
        "{'count': 1e99}     | count    | must be a whole number in range",
        "{'rate': 'fast'}    | rate     | 'fast' is not a number",
        "{'words': 'one'}    | words    | must be a list",
        "{'words': [{}]}     | words[0] | must be a text",
        "{'nam': 'x'}        | nam      | known are count, name, rate, words",
        "[1]                 | (body)   | must be an object",
      })
  void aWrongFieldIsNamed(String body, String field, String message) throws Exception {
    // when
    Client.Answer answer = client().post("/faulty", body.replace('\'', '"'));

    // then
    assertIsProblem(answer, 400, "/faulty");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).contains(message);
  }

  @Test
  void aBodyThatIsNoJsonIsToldWhere() throws Exception {
    // when
    Client.Answer answer = client().post("/faulty", "{\"name\": \"x\",\n  \"count\": [");

    // then
    assertIsProblem(answer, 400, "/faulty");
    assertThat(answer.detail()).contains("line 2, column");
  }

  @Test
  void noBodyIsNoNullPointer() throws Exception {
    // when
    Client.Answer answer = client().post("/faulty", "");

    // then
    assertIsProblem(answer, 400, "/faulty");
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:tacet:problem:no-body");
  }

  private void assertIsProblem(Client.Answer answer, int status, String path) throws Exception {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("instance").asText()).isEqualTo(path);
    assertThat(answer.detail()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("secret", "Exception", "\tat ");
  }

  private Client.Answer get(String path) throws Exception {
    return client().get(path);
  }

  private Client client() {
    return new Client(base, Version.HTTP_1_1);
  }

  private double count(String name) {
    Counter counter = metrics.find(name).counter();
    return counter == null ? 0 : counter.count();
  }
}
