package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of the packaged service on a small site whose figures were computed by hand. */
class ReportIT {

  private static final String OPERATOR = "tacet_operator";
  private static final String OCTOBER = "/api/v1/report?from=2026-10-01&to=2026-10-31";

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    makeRoleOfDashboards();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    surroundings.send(directory, "USER:ada", Events.user("ada", Role.SUBMITTER, "tacet_ada", "p1"));
    surroundings.send(directory, "USER:bob", Events.user("bob", Role.SUBMITTER, "tacet_bob", "p1"));
    surroundings.send(directory, "MACHINE:m1", Events.machine("m1"));
    accountant = surroundings.accountant(Map.of("TACET_ACCOUNTANT_REPORT_ZONE", "Europe/Berlin"));
    // Ada paid for 3 of 4 processors, Bob's group for one
    put("machines/m1/charge-rates/2026-01-01", "{\"rate\": 2}");
    put("machines/m1/hardware/2026-10-11", "{\"processors\": 4}");
    put("clusters/c/2026-01-01", "{\"machines\": [\"m1\"]}");
    put("clusters/empty/2026-01-01", "{\"machines\": []}");
    put("pis/ada", "{\"alias\": \"Ada\"}");
    put("pis/grp", "{\"alias\": \"Group\"}");
    put("assignments/users/ada/2026-01-01", "{\"pi\": \"ada\"}");
    put("assignments/projects/p2/2026-01-01", "{\"pi\": \"grp\"}");
    put(
        "contributions/blade/2026-01-01",
        "{\"processors\": 4, \"rate\": 2, \"cluster\": \"c\", \"shares\": {\"ada\": 0.75, \"grp\": 0.25}}");
    // 10 h by Ada, 30 h by the group: × 2
    job("one", "p1", "ada", "2026-10-15T10:00:00Z", 10);
    job("two", "p2", "ada", "2026-10-16T10:00:00Z", 30);
    // in Berlin this is November, and the day before October
    job("late", "p1", "ada", "2026-10-31T23:30:00Z", 100);
    job("early", "p1", "ada", "2026-09-30T22:30:00Z", 5);
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> assertThat(surroundings.count("SELECT count(*) FROM usage_record")).isEqualTo(4));
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void theFiguresAreThoseComputedByHand() throws Exception {
    // when
    JsonNode october = get(OCTOBER).get("periods").get(0);
    // then: (10 + 5) h × 2 and 30 h × 2; 21 days of 4 × 2 × 24 SU, one of them with 25 hours,
    // from midnight UTC until the end of the month in Berlin, one hour earlier than UTC's
    assertThat(october.get("serviceUnits").decimalValue()).isEqualByComparingTo("90");
    assertThat(october.get("capacityServiceUnits").decimalValue())
        .isEqualByComparingTo(Integer.toString(4 * 2 * (21 * 24 - 1)));
    // 90 ÷ 4024
    assertThat(october.get("utilizationPercent").asText()).isEqualTo("2.2");
    // (60 ÷ 90) ÷ (200 ÷ 800) and (30 ÷ 90) ÷ (600 ÷ 800)
    assertThat(october.get("pis").get(0).get("alias").asText()).isEqualTo("Group");
    assertThat(october.get("pis").get(0).get("subscription").asText()).isEqualTo("267 %");
    assertThat(october.get("pis").get(1).get("subscription").asText()).isEqualTo("44 %");
    assertThat(october.get("pis").get(1).get("contribution").decimalValue())
        .isEqualByComparingTo("600");
  }

  @Test
  void theViewsForDashboardsSayTheSameByDaysInUtc() throws Exception {
    // (10 + 100 + 5) h × 2 of project p1, 30 h × 2 of p2, which has a PI of its own
    assertThat(onBoard("sum(service_units) FROM board_usage_day WHERE pi = 'ada'"))
        .isEqualByComparingTo("230");
    assertThat(onBoard("sum(service_units) FROM board_usage_day WHERE pi = 'grp'"))
        .isEqualByComparingTo("60");
    assertThat(
            onBoard(
                "sum(service_units) FROM board_capacity_day"
                    + " WHERE day BETWEEN '2026-10-01' AND '2026-10-31'"))
        .isEqualByComparingTo(Integer.toString(4 * 2 * 21 * 24));
    assertThat(onBoard("points FROM board_contribution WHERE pi = 'ada'"))
        .isEqualByComparingTo("600");
    assertThat(surroundings.text("SELECT has_table_privilege('grafana', 'board_sample', 'SELECT')"))
        .as("granted by the service at its start")
        .isEqualTo("t");
  }

  private static void makeRoleOfDashboards() throws SQLException {
    try (Connection connection =
            surroundings.cluster().postgres().connectAsAdministrator("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'grafana') THEN CREATE ROLE grafana; END IF;
          END $$
          """);
    }
  }

  private static BigDecimal onBoard(String select) throws Exception {
    return new BigDecimal(surroundings.text("SELECT " + select)).setScale(9, RoundingMode.HALF_UP);
  }

  @Test
  void inAnotherZoneOtherJobsAreIn() throws Exception {
    assertThat(get(OCTOBER + "&zone=UTC").at("/periods/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("280");
    assertThat(
            get(OCTOBER + "&zone=America/Los_Angeles").at("/periods/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("280");
  }

  @Test
  void narrowedUsageHasSubscriptionsOfAll() throws Exception {
    // when
    JsonNode october = get(OCTOBER + "&project=p1&by=user").get("periods").get(0);
    // then
    assertThat(october.get("serviceUnits").decimalValue()).isEqualByComparingTo("30");
    assertThat(october.at("/pis/0/alias").asText()).isEqualTo("Ada");
    assertThat(october.at("/pis/0/usagePercent").asText()).isEqualTo("33.3");
    assertThat(october.at("/pis/0/subscription").asText()).isEqualTo("44 %");
    assertThat(october.at("/details/0/key").asText()).isEqualTo("ada");
    assertThat(october.get("details")).hasSize(1);
  }

  @Test
  void usageIsNarrowedToSeveralProjectsAndUsers() throws Exception {
    // given
    String several = OCTOBER + "&project=p1&project=p2&user=ada&user=bob";
    // then
    assertThat(get(several).at("/periods/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("90");
    assertThat(get(several).get("projects").toString()).isEqualTo("[\"p1\",\"p2\"]");
    assertThat(
            get(OCTOBER + "&project=p2&project=none").at("/periods/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("60");
    assertThat(body(several + "&format=text&classes=true", "text/plain"))
        .contains("Usage of projects p1, p2 only", "Usage of users ada, bob only");
  }

  @Test
  void aClusterHasItsOwnMachinesAndContributions() throws Exception {
    assertThat(get(OCTOBER + "&cluster=c").at("/periods/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("90");
    JsonNode empty = get(OCTOBER + "&cluster=empty").get("periods").get(0);
    assertThat(empty.get("serviceUnits").decimalValue()).isEqualByComparingTo("0");
    assertThat(empty.get("utilizationPercent").isNull()).isTrue();
    assertThat(empty.at("/pis/0/subscription").asText()).isEqualTo("n/a");
  }

  @Test
  void contributionsComeAsAFileForSlurm() throws Exception {
    assertThat(body("/api/v1/shares/slurm?cluster=tux&by=pi&day=2026-10-01", "text/plain"))
        .contains("Cluster - 'tux'", "Account - 'ada':Fairshare=");
    HttpResponse<String> unknown =
        accountant.call("GET", "/api/v1/shares/slurm?cluster=tux&of=nope", OPERATOR, null);
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("there is no cluster 'nope'");
  }

  @Test
  void whatBoundedTheWorkIsToldAsItWasKnown() throws Exception {
    // given
    Instant earlier = Instant.now();
    String order = Events.uuid();
    surroundings.send(
        surroundings.topics().results(),
        "cls",
        PhaseResults.newBuilder(Events.results("cls", 1))
            .setOrderId(order)
            .setStatistics(
                List.of(
                    Events.statistics("RUN", "phase_time_syscall_system", null, 10e6),
                    Events.statistics("RUN", "cpu_utilization_procfs_system", null, 9000)))
            .build());
    surroundings.send(
        surroundings.topics().jobStatus(),
        "cls",
        Events.outcome("cls", JobState.FINISHED, "2026-05-05T10:00:00Z", 1)
            .setOrderId(order)
            .setProject("p3")
            .setSubmitter("bob")
            .build());
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(projects("cluster=c")).containsExactly("p3"));
    Instant before = Instant.now();
    // when
    put("clusters/told-later/2026-01-01", "{\"machines\": [\"m1\"]}");
    // then
    assertThat(projects("cluster=told-later")).containsExactly("p3");
    assertThat(projects("cluster=told-later&asKnownOn=" + before)).isEmpty();
    assertThat(projects("cluster=c&asKnownOn=" + before)).containsExactly("p3");
    assertThat(projects("cluster=c&asKnownOn=" + earlier)).as("booked later").isEmpty();
  }

  private static List<String> projects(String query) throws Exception {
    List<String> projects = new ArrayList<>();
    get("/api/v1/report?from=2026-05-01&to=2026-05-31&classes=true&" + query)
        .at("/periods/0/uses")
        .forEach(use -> projects.add(use.get("project").asText()));
    return projects;
  }

  @Test
  void aReportComesInEveryForm() throws Exception {
    assertThat(body(OCTOBER + "&format=text", "text/plain")).startsWith("Usage of all machines\n");
    assertThat(body(OCTOBER + "&format=csv", "text/csv")).startsWith("row,period,");
    assertThat(body(OCTOBER + "&format=html", "text/html")).startsWith("<!DOCTYPE html>");
    assertThat(body(OCTOBER + "&format=text&classes=true", "text/plain"))
        .contains("What bounded the work: no phase of a job was measured.");
    assertThat(body(OCTOBER + "&format=csv&classes=true", "text/csv").lines().findFirst())
        .hasValueSatisfying(header -> assertThat(header).endsWith("network_bytes_per_second"));
    assertThat(body(OCTOBER + "&credit=split&legacy=true", "application/json"))
        .contains("\"credited\":\"split\"", "\"legacy\":true");
  }

  @Test
  void withoutDaysItIsLastMonthAndYearToDate() throws Exception {
    // when
    JsonNode report = get("/api/v1/report");
    // then
    assertThat(report.at("/periods/0/name").asText()).isEqualTo("Last month");
    assertThat(report.at("/periods/1/name").asText()).isEqualTo("Year to date");
    assertThat(report.at("/zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(report.at("/outlook/sentence").asText()).isNotBlank();
  }

  @Test
  void besideAPeriodStandsItsYearUpToItsEndUnlessAnotherIsGiven() throws Exception {
    // when
    JsonNode report = get("/api/v1/report?from=2024-10-01&to=2024-10-31");
    JsonNode other =
        get("/api/v1/report?from=2024-10-01&to=2024-10-31&from2=2023-10-01&to2=2023-10-31");
    JsonNode second = get("/api/v1/report?from2=2024-10-01&to2=2024-10-31");
    // then
    assertThat(report.at("/periods/1/name").asText()).isEqualTo("Year to date");
    assertThat(report.at("/periods/1/first").asText()).isEqualTo("2024-01-01");
    assertThat(report.at("/periods/1/last").asText()).isEqualTo("2024-10-31");
    assertThat(other.at("/periods/1/first").asText()).isEqualTo("2023-10-01");
    assertThat(second.at("/periods/0/name").asText()).isEqualTo("Last month");
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-10-01, to",
    "to=2026-10-01, from",
    "from=2026-10-02&to=2026-10-01, to",
    "from=2999-10-02&to=2999-10-03, from",
    "from2=x&to2=2026-10-01, from2",
    "zone=Mars, zone",
    "by=machine, by",
    "format=pdf, format",
    "credit=begin, credit",
    "legacy=1, legacy",
    "cluster=nope, cluster",
    "asKnownOn=soon, asKnownOn",
    "classes=yes&format=text, classes",
  })
  void aWrongParameterIsNamed(String query, String field) throws Exception {
    // when
    HttpResponse<String> answer = accountant.call("GET", "/api/v1/report?" + query, OPERATOR, null);
    // then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void aPiMaySeeItAndAnotherUserMayNot() throws Exception {
    assertThat(accountant.call("GET", OCTOBER, "tacet_ada", null).statusCode()).isEqualTo(200);
    assertThat(accountant.call("GET", OCTOBER, "tacet_bob", null).statusCode()).isEqualTo(403);
  }

  private static void job(String job, String project, String user, String endedAt, long hours)
      throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.outcome(job, JobState.FINISHED, endedAt, hours * 3_600_000_000L)
            .setProject(project)
            .setSubmitter(user)
            .build());
  }

  private static void put(String path, String body) throws Exception {
    HttpResponse<String> answer = accountant.call("PUT", "/api/v1/" + path, OPERATOR, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String body(String path, String type) throws Exception {
    HttpResponse<String> answer = accountant.call("GET", path, OPERATOR, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    return answer.body();
  }

  private static JsonNode get(String path) throws Exception {
    return new ObjectMapper()
        .reader()
        .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(body(path, "application/json"));
  }
}
