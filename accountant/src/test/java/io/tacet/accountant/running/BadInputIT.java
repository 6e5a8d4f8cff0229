package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong request is answered by a problem that names what is wrong. */
class BadInputIT {

  private static final String OPERATOR = "tacet_operator";
  private static final String SUBMITTER = "tacet_submitter";

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String topic = surroundings.topics().directory();
    surroundings.send(topic, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    surroundings.send(topic, "USER:ada", Events.user("ada", Role.SUBMITTER, SUBMITTER, "p1"));
    surroundings.send(topic, "MACHINE:m1", Events.machine("m1"));
    accountant = surroundings.accountant(Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/usage?from=yesterday                        | from   | must be a day
          /api/v1/usage?from=2026-11-02&to=2026-11-01         | to     | must not be before from
          /api/v1/usage?limit=0                               | limit  | must be from 1 to 1000
          /api/v1/usage?limit=many                            | limit  | whole number
          /api/v1/usage?cursor=%21                            | cursor | nextCursor
          /api/v1/usage?cursor=YQ                             | cursor | nextCursor
          /api/v1/usage/totals?by=machine                     | by     | must be project or user
          /api/v1/usage/totals?from=2026-13-01                | from   | must be a day
          /api/v1/jobs/j/results?attempt=-1                   | attempt| must be from 0
          /api/v1/jobs/j/series?cursor=x                      | cursor | nextCursor
          """)
  void aWrongParameterIsNamed(String path, String field, String message) throws Exception {
    // when
    HttpResponse<String> answer = accountant.call("GET", path.strip(), OPERATOR, null);
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"field\":\"" + field.strip() + "\"", message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"rate": 0}            | must be more than 0
          {"rate": -1.5}         | must be more than 0
          {"rate": 1e400}        | at most 9 digits
          {"rate": 0.0000000001} | at most 9 digits
          {}                     | is missing
          {"rate": "fast"}       | rate
          {"rat": 1}             | rat
          [1]                    | (body)
          """)
  void aWrongRateIsRefusedAndChangesNothing(String body, String message) throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call("PUT", "/api/v1/machines/m1/charge-rates/2026-11-01", OPERATOR, body);
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"errors\":[{\"field\":", message.strip())
        .doesNotContain("Exception", "\\tat ");
    assertThat(surroundings.count("SELECT count(*) FROM charge_rate")).isZero();
  }

  @Test
  void aBodyThatIsNoJsonIsToldWhere() throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call(
            "PUT", "/api/v1/machines/m1/charge-rates/2026-11-01", OPERATOR, "{\"rate\":");
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("The body is no JSON", "line 1, column");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/v1/usage,                                     '',               401",
    "GET,  /api/v1/usage,                                     tacet_wrong,      401",
    "GET,  /api/v1/usage/totals,                              '',               401",
    "PUT,  /api/v1/machines/m1/charge-rates/2026-11-01,       tacet_submitter,  403",
    "PUT,  /api/v1/machines/none/charge-rates/2026-11-01,     tacet_operator,   404",
    "GET,  /api/v1/machines/none/charge-rates,                tacet_operator,   404",
    "GET,  /api/v1/jobs/none/results,                         tacet_operator,   404",
    "GET,  /api/v1/nothing,                                   tacet_operator,   404",
    "DELETE, /api/v1/usage,                                   tacet_operator,   405",
  })
  void aRequestThatMayNotBeIsAnsweredByItsStatus(
      String method, String path, String token, int status) throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call(method, path, token, method.equals("PUT") ? "{\"rate\": 1.5}" : null);
    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
  }

  @Test
  void aParameterWithANullCharacterIsRefused() throws Exception {
    // when
    HttpResponse<String> answer = accountant.call("GET", "/api/v1/usage?job=a%00b", OPERATOR, null);
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyOfTenMegabytesIsRefused() throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call(
            "PUT",
            "/api/v1/machines/m1/charge-rates/2026-11-01",
            OPERATOR,
            "{\"rate\": " + "1".repeat(10_000_000) + "}");
    // then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"status\":413", "larger than 1048576 bytes");
  }

  @Test
  void theInterfaceIsDescribed() throws Exception {
    // when
    String openApi = accountant.get("/q/openapi");
    // then
    assertThat(openApi)
        .contains(
            "/api/v1/usage:",
            "/api/v1/usage/totals:",
            "/api/v1/machines/{machine}/charge-rates/{from}:",
            "/api/v1/jobs/{job}/results:",
            "/api/v1/jobs/{job}/series:",
            "utilizationPercent:");
  }
}
