package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page with charts of what was sampled: for whom it is, what is in it, and what is refused. */
class SeriesPageIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String PAGE = "/api/v1/series/page?job=";
  private static final Instant BEGIN = Instant.parse("2026-11-21T09:30:00.123456Z");

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, "tacet_op"));
    surroundings.send(directory, "USER:ada", Events.user("ada", Role.SUBMITTER, "tacet_ada", "p1"));
    surroundings.send(directory, "USER:bob", Events.user("bob", Role.SUBMITTER, "tacet_bob", "p2"));
    accountant = RunningService.start(surroundings, Map.of());
    for (String job : new String[] {"two", "none"}) {
      surroundings.send(
          surroundings.topics().jobStatus(),
          job,
          Events.status(job, JobState.QUEUED, "2026-11-21T09:00:00Z").build());
    }
    String metrics = surroundings.topics().metrics();
    surroundings.send(metrics, "two", Events.series("two", 0, 3000).setPhase("BOOT").build());
    surroundings.send(
        metrics,
        "two",
        Events.series("two", 0, 3000)
            .setStartedAt(BEGIN.plusSeconds(10))
            .setPhase("</script><script>alert(1)</script>")
            .build());
    surroundings.send(
        metrics,
        "two",
        Events.series("two", 0, 2)
            .setMetric("temperature")
            .setDetail("<img src=x>")
            .setUnit("0.01 °C")
            .build());
    surroundings.send(
        metrics,
        "m1",
        Events.series("two", 0, 5).setJobId(null).setAttempt(null).setPhase(null).build());
    surroundings.send(surroundings.topics().results(), "two", Events.results("two", 1));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(surroundings.count("SELECT count(*) FROM metric_series")).isEqualTo(4);
              assertThat(surroundings.count("SELECT count(*) FROM phase_statistics")).isEqualTo(2);
              assertThat(surroundings.count("SELECT count(*) FROM job")).isEqualTo(2);
            });
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void thePageHoldsTheSeriesTheStatisticsAndTheScript() throws Exception {
    // when
    HttpResponse<String> answer = get(PAGE + "two&points=13&zone=Europe/Berlin", "tacet_ada");
    // then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html").contains("utf-8"));
    assertThat(answer.body())
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>Series of job two</h1>", "<dd>two, attempt 1</dd>", "<dd>m1</dd>")
        .contains("<dd>p1</dd>", "<dd>ada</dd>", "2026-11-21 10:30:00.123 to ", "Europe/Berlin")
        .contains("Package_0", "memory_used_procfs_system", "echarts.init(")
        .contains("Copyright 2017-")
        .doesNotContain("<script>alert", "<img src=x");
    JsonNode data = data(answer.body());
    assertThat(data.get("charts")).hasSize(2);
    JsonNode utilization = data.at("/charts/0/lines/0");
    assertThat(data.at("/charts/0/unit").asText()).isEqualTo("%");
    assertThat(utilization.at("/count/0").asInt()).isEqualTo(1000);
    assertThat(utilization.at("/min/0").asDouble()).isZero();
    assertThat(utilization.at("/mean/0").asDouble()).isEqualTo(249.75);
    assertThat(utilization.at("/max/0").asDouble()).isEqualTo(499.5);
    assertThat(utilization.get("at").toString()).isEqualTo("[0,1,2,-1,10,11,12]");
    assertThat(data.at("/charts/1/lines/0/name").asText()).isEqualTo("<img src=x>");
    assertThat(data.get("phases")).hasSize(3);
    assertThat(data.at("/phases/2/from").asLong()).isEqualTo(10_000_000);
    assertThat(data.at("/phases/2/until").asLong()).isEqualTo(12_999_000);
  }

  @Test
  void withoutPointsAsManyAreShownAsAPictureShows() throws Exception {
    // when
    JsonNode data =
        data(get(PAGE + "two&metric=cpu_utilization_procfs_system", "tacet_ada").body());
    // then: 12,999,000 µs in 1000 buckets
    assertThat(data.get("bucketMicros").asLong()).isEqualTo(13_000);
    assertThat(data.get("charts")).hasSize(1);
  }

  @Test
  void anIdleMachineIsShownToOperators() throws Exception {
    // when
    HttpResponse<String> operator = get("/api/v1/series/page?machine=m1", "tacet_op");
    // then
    assertThat(operator.body())
        .contains("<h1>Series of machine m1 while idle</h1>", "<summary>While idle</summary>");
    assertThat(get("/api/v1/series/page?machine=m1", "tacet_ada").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          page?job=two              | ''        | 401 | token
          page?job=two              | tacet_bob | 403 | Job 'two' is of another project
          page?job=unknown          | tacet_ada | 404 | Nothing is known of job 'unknown'
          page?job=none             | tacet_ada | 404 | Nothing that was sampled in job 'none' is kept
          page?job=two&metric=other | tacet_ada | 404 | leave away a parameter
          page?machine=m9           | tacet_op  | 404 | Nothing that machine 'm9' told while idle is kept
          page                      | tacet_ada | 400 | name a job, or a machine
          page?job=two&points=5001  | tacet_ada | 400 | must be from 1 to 5000
          page?job=two&from=noon    | tacet_ada | 400 | must be a moment like
          page?job=two&zone=Mars    | tacet_ada | 400 | must be a time zone like
          page?job=two&attempt=x    | tacet_ada | 400 | attempt
          """)
  void whatMayNotBeIsSaidAsAProblem(String path, String token, int status, String said)
      throws Exception {
    // when
    HttpResponse<String> answer = get("/api/v1/series/" + path.strip(), token.strip());
    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(said.strip());
  }

  @Test
  void moreThanFitsIsRefusedAsInTheSeriesThemselves() throws Exception {
    // given: 81 series, of which 5,000 points each are more than 200,000
    surroundings.send(
        surroundings.topics().jobStatus(),
        "wide",
        Events.status("wide", JobState.QUEUED, "2026-11-21T09:00:00Z").build());
    for (int core = 0; core < 81; core++) {
      surroundings.send(
          surroundings.topics().metrics(),
          "wide",
          Events.series("wide", 0, 3).setDetail("cpu" + core).build());
    }
    await()
        .atMost(LIMIT)
        .until(
            () ->
                surroundings.count("SELECT count(*) FROM metric_series WHERE job_id = ?", "wide")
                        == 81
                    && surroundings.count("SELECT count(*) FROM job WHERE id = ?", "wide") == 1);
    // when
    HttpResponse<String> page = get(PAGE + "wide&points=5000", "tacet_ada");
    HttpResponse<String> series = get("/api/v1/series?job=wide&points=5000", "tacet_ada");
    // then
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("81 series of 5000 points", "name metric or phase");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(page.body()).get("errors"))
        .isEqualTo(json.readTree(series.body()).get("errors"));
    assertThat(data(get(PAGE + "wide", "tacet_ada").body()).at("/charts/0/lines")).hasSize(81);
  }

  @Test
  void thePageIsDescribedAndTheLibraryIsNotServedBesideIt() throws Exception {
    // when
    String openApi = accountant.get("/q/openapi");
    // then
    assertThat(openApi).contains("/api/v1/series/page:", "text/html:");
    assertThat(get("/_static/echarts/5.6.0/dist/echarts.min.js", "tacet_op").statusCode())
        .isEqualTo(404);
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return accountant.call("GET", path, token, null);
  }

  private static JsonNode data(String html) throws Exception {
    Matcher data =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(html);
    assertThat(data.find()).as(html.substring(0, Math.min(500, html.length()))).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }
}
