package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dated facts over REST: set, corrected, withdrawn, audited, asked as known before. */
class LedgerIT {

  private static final String OPERATOR = "tacet_operator";
  private static final String ADA = "tacet_ada";

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    surroundings.send(directory, "USER:ada", Events.user("ada", Role.SUBMITTER, ADA, "p1"));
    surroundings.send(directory, "MACHINE:m1", Events.machine("m1"));
    accountant = surroundings.accountant(Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void aContributionIsProcessorsTimesRateTimes100AndSharedAmongPis() throws Exception {
    // given
    put("/api/v1/pis/c-ada", "{\"alias\": \"Ada L.\", \"mail\": \"ada@example.org\"}");
    put("/api/v1/pis/c-bob", "{}");
    // when
    JsonNode set =
        put(
            "/api/v1/contributions/blades/2026-01-01",
            "{\"processors\": 12, \"rate\": 1.90, \"shares\": {\"c-bob\": 0.25, \"c-ada\": 0.75}}");
    // then
    assertThat(set.toString())
        .isEqualTo(
            "{\"id\":\"blades\",\"from\":\"2026-01-01\",\"cluster\":null,\"processors\":12,"
                + "\"rate\":1.9,\"shares\":{\"c-ada\":0.75,\"c-bob\":0.25},\"points\":2280}");
    assertThat(get("/api/v1/contributions").toString()).contains(set.toString());
  }

  @Test
  void aCorrectionIsKnownFromThenOnAndTheOldIsStillKnownBefore() throws Exception {
    // given
    put("/api/v1/machines/k1/hardware/2026-03-01", "{\"processors\": 8}");
    Instant before = Instant.now();
    // when
    put("/api/v1/machines/k1/hardware/2026-03-01", "{\"processors\": 16, \"enabled\": false}");
    delete("/api/v1/machines/k1/hardware/2026-03-01", 204);
    // then
    assertThat(get("/api/v1/hardware?machine=k1").toString()).isEqualTo("[]");
    assertThat(get("/api/v1/hardware?machine=k1&asKnownOn=" + before).toString())
        .isEqualTo(
            "[{\"machine\":\"k1\",\"from\":\"2026-03-01\",\"processors\":8,\"enabled\":true}]");
    assertThat(changes("hardware", "k1"))
        .containsExactly(
            "op: {\"enabled\":false,\"processors\":16} -> null",
            "op: {\"enabled\":true,\"processors\":8} -> {\"enabled\":false,\"processors\":16}",
            "op: null -> {\"enabled\":true,\"processors\":8}");
    delete("/api/v1/machines/k1/hardware/2026-03-01", 404);
  }

  @Test
  void theSameAgainIsNoChange() throws Exception {
    // given
    put("/api/v1/clusters/same/2026-01-01", "{\"machines\": [\"b\", \"a\", \"b\"]}");
    // when
    put("/api/v1/clusters/same/2026-01-01", "{\"machines\": [\"a\", \"b\"]}");
    // then
    assertThat(changes("cluster", "same")).hasSize(1);
    assertThat(get("/api/v1/clusters").toString())
        .contains("{\"id\":\"same\",\"from\":\"2026-01-01\",\"machines\":[\"a\",\"b\"]}");
  }

  @Test
  void aPiKeepsWhatIsNotSent() throws Exception {
    // given
    put("/api/v1/pis/keep", "{\"alias\": \"Keep\", \"mail\": \"keep@example.org\"}");
    // when
    put("/api/v1/pis/keep", "{\"exempt\": true, \"from\": \"2026-07-01\"}");
    put("/api/v1/pis/keep", "{\"mail\": \"\", \"from\": \"2026-08-01\"}");
    // then
    List<String> said = new ArrayList<>();
    get("/api/v1/pis").forEach(pi -> said.add(pi.toString()));
    assertThat(said)
        .contains(
            "{\"id\":\"keep\",\"from\":\"1970-01-01\",\"alias\":\"Keep\",\"mail\":\"keep@example.org\",\"exempt\":false}",
            "{\"id\":\"keep\",\"from\":\"2026-07-01\",\"alias\":\"Keep\",\"mail\":\"keep@example.org\",\"exempt\":true}",
            "{\"id\":\"keep\",\"from\":\"2026-08-01\",\"alias\":\"Keep\",\"mail\":null,\"exempt\":true}");
    assertThat(accountant.call("GET", "/api/v1/pis", ADA, null).body())
        .contains("\"id\":\"keep\"")
        .doesNotContain("@example.org");
  }

  @Test
  void projectsAndUsersBelongToPisOverTime() throws Exception {
    // given
    put("/api/v1/pis/owner", "{}");
    // when
    put("/api/v1/assignments/projects/physics/2026-01-01", "{\"pi\": \"owner\"}");
    put("/api/v1/assignments/projects/physics/2026-06-01", "{\"pi\": null}");
    put("/api/v1/assignments/users/carl/2026-01-01", "{\"pi\": \"owner\"}");
    // then
    assertThat(get("/api/v1/assignments").toString())
        .contains(
            "{\"kind\":\"project\",\"id\":\"physics\",\"from\":\"2026-01-01\",\"pi\":\"owner\"},"
                + "{\"kind\":\"project\",\"id\":\"physics\",\"from\":\"2026-06-01\",\"pi\":null}",
            "{\"kind\":\"user\",\"id\":\"carl\",\"from\":\"2026-01-01\",\"pi\":\"owner\"}");
  }

  @Test
  void theEnergyOfAnAttemptIsTheMachinesWhicheverEventComesFirst() throws Exception {
    // given: results before the outcome, and after it; a meter of the machine beside components
    JobStatus first = outcome("energy-1");
    results(first, "cpu_energy_rapl_msr_component", 70);
    results(first, "psu_energy_ac_mcp_machine", 100);
    outcome(first);
    JobStatus second = outcome("energy-2");
    outcome(second);
    results(second, "cpu_cores_energy_rapl_powercap_component", 30); // in the package's already
    results(second, "cpu_uncore_energy_rapl_powercap_component", 5);
    results(second, "cpu_energy_rapl_msr_component", 40);
    results(second, "memory_energy_rapl_msr_component", 2);
    outcome(outcome("energy-3"));
    // when
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT string_agg(job_id || ' ' || coalesce(energy_microjoules::text,"
                                + " '-'), ', ' ORDER BY job_id) FROM usage_record"
                                + " WHERE project = 'energy'"))
                    .isEqualTo("energy-1 100, energy-2 42, energy-3 -"));
    // then
    assertThat(
            surroundings.text(
                "SELECT attempts || ' ' || measured || ' ' || energy_microjoules FROM usage_day"
                    + " WHERE project = 'energy'"))
        .isEqualTo("3 2 142");
    JsonNode check = get("/api/v1/usage/rollup");
    assertThat(check.get("wrong").asLong()).isZero();
    assertThat(check.get("rows").asLong()).isPositive();
  }

  @Test
  void ratesAndHardwareOfManyMachinesAreSetAllOrNone() throws Exception {
    // given
    post(
        "/api/v1/hardware",
        "{\"hardware\": [{\"machine\": \"many1\", \"from\": \"2026-01-01\", \"processors\": 8},"
            + " {\"machine\": \"many2\", \"from\": \"2026-01-01\", \"processors\": 4,"
            + " \"enabled\": false}]}",
        200);
    // when
    String refused =
        post(
            "/api/v1/charge-rates",
            "{\"rates\": [{\"machine\": \"many1\", \"from\": \"2026-01-01\", \"rate\": 1.9},"
                + " {\"machine\": \"mnay2\", \"from\": \"2026-01-01\", \"rate\": 2}]}",
            400);
    String wrong =
        post(
            "/api/v1/charge-rates",
            "{\"rates\": [{\"machine\": \"many1\", \"from\": \"2026-01-01\", \"rate\": 0},"
                + " {\"machine\": \"many1\", \"from\": \"2026-01-01\"}]}",
            400);
    List<String> before = changes("rate", "many1");
    post(
        "/api/v1/charge-rates",
        "{\"rates\": [{\"machine\": \"many1\", \"from\": \"2026-01-01\", \"rate\": 1.90},"
            + " {\"machine\": \"many2\", \"from\": \"2026-02-01\", \"rate\": 2}]}",
        200);
    // then
    assertThat(refused)
        .contains("\"field\":\"rates[1].machine\"", "tacet cluster hardware mnay2 PROCESSORS");
    assertThat(wrong).contains("rates[0].rate", "rates[1].rate", "rates[1].machine", "twice");
    assertThat(before).isEmpty();
    assertThat(changes("rate", "many1")).containsExactly("op: null -> {\"rate\":1.9}");
    assertThat(changes("rate", "many2")).containsExactly("op: null -> {\"rate\":2}");
    assertThat(get("/api/v1/charge-rates").toString())
        .contains(
            "{\"machine\":\"many1\",\"from\":\"2026-01-01\",\"rate\":1.9}",
            "{\"machine\":\"many2\",\"from\":\"2026-02-01\",\"rate\":2}");
    assertThat(changes("hardware", "many2")).hasSize(1);
    assertThat(post("/api/v1/hardware", "{\"hardware\": []}", 400)).contains("1 to 10000");
    assertThat(accountant.call("POST", "/api/v1/hardware", ADA, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void aClustersNameIsNoMachines() throws Exception {
    // given
    put("/api/v1/clusters/nested/2026-01-01", "{\"machines\": [\"n1\", \"nested\"]}");
    // when
    HttpResponse<String> refused =
        accountant.call(
            "PUT",
            "/api/v1/clusters/around/2026-01-01",
            OPERATOR,
            "{\"machines\": [\"n2\", \"nested\"]}");
    put("/api/v1/machines/nested/hardware/2026-01-01", "{\"processors\": 1}");
    put("/api/v1/clusters/around/2026-01-01", "{\"machines\": [\"n2\", \"nested\"]}");
    // then
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("\"field\":\"machines\"", "'nested' is a cluster, and no machine");
  }

  @Test
  void aContributionTellsAllThatIsUnknownAtOnce() throws Exception {
    // given
    put("/api/v1/clusters/gone/2026-01-01", "{\"machines\": [\"m1\"]}");
    delete("/api/v1/clusters/gone/2026-01-01", 204);
    // when
    HttpResponse<String> refused =
        accountant.call(
            "PUT",
            "/api/v1/contributions/c/2026-01-01",
            OPERATOR,
            "{\"processors\": 1, \"rate\": 1, \"cluster\": \"gone\","
                + " \"shares\": {\"nobody\": 0.5, \"noone\": 0.5}}");
    // then: a cluster that was withdrawn is none for what is said now
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("tacet cluster set gone", "\"shares.nobody\"", "\"shares.noone\"");
    assertThat(accountant.call("GET", "/api/v1/report?cluster=gone", OPERATOR, null).statusCode())
        .as("a report as known before may ask for it")
        .isEqualTo(200);
  }

  @Test
  void whatIsAmongTheMachinesOfAClusterBecomesNoCluster() throws Exception {
    // given
    put("/api/v1/clusters/outer/2026-02-01", "{\"machines\": [\"n3\", \"inner\"]}");
    // when
    HttpResponse<String> refused =
        accountant.call(
            "PUT", "/api/v1/clusters/inner/2026-03-01", OPERATOR, "{\"machines\": [\"n4\"]}");
    put("/api/v1/clusters/inner/2026-03-01", "{\"machines\": []}");
    put("/api/v1/clusters/outer/2026-02-01", "{\"machines\": [\"n3\", \"n4\"]}");
    put("/api/v1/clusters/inner/2026-03-01", "{\"machines\": [\"n4\"]}");
    // then
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "\"field\":\"cluster\"",
            "'inner' is among the machines of cluster 'outer' from 2026-02-01 on",
            "tacet cluster set outer MACHINE... --from 2026-02-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          machines/m1/hardware/2026-01-01 | {"processors": -1}                   | processors
          machines/m1/hardware/2026-01-01 | {}                                   | processors
          machines/m1/hardware/soon       | {"processors": 1}                    | from
          pis/a%20b                       | {}                                   | pi
          pis/x                           | {"mail": "nobody"}                   | mail
          pis/x                           | {"mail": "a@b.c, d@e.f"}             | mail
          pis/x                           | {"from": "tomorrow"}                 | from
          pis/x                           | {"alias": "two\\nlines"}             | alias
          clusters/c/2026-01-01           | {}                                   | machines
          contributions/c/2026-01-01      | {"processors": 1, "rate": 0, "shares": {"x": 1}} | rate
          contributions/c/2026-01-01      | {"processors": 1, "rate": 1}         | shares
          contributions/c/2026-01-01      | {"processors": 1, "rate": 1, "shares": {"x": 0.5, "y": 0.4}} | shares
          contributions/c/2026-01-01      | {"processors": 1, "rate": 1, "shares": {"x": 2, "y": -1}}    | shares.y
          contributions/c/2026-01-01      | {"processors": 1, "rate": 1, "shares": {"nobody": 1}}        | shares.nobody
          contributions/c/2026-01-01      | {"processors": 1, "rate": 1, "cluster": "bladse", "shares": {"nobody": 1}} | cluster
          assignments/projects/p/2026-1-1 | {"pi": null}                         | from
          """)
  void aWrongFieldIsNamedAndNothingChanges(String path, String body, String field)
      throws Exception {
    // given
    String before = surroundings.text("SELECT count(*) FROM ledger_audit");
    // when
    HttpResponse<String> answer =
        accountant.call("PUT", "/api/v1/" + path.strip(), OPERATOR, body.strip());
    // then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + field.strip() + "\"");
    assertThat(surroundings.text("SELECT count(*) FROM ledger_audit")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    /api/v1/pis/x,                                   tacet_ada,      403",
    "PUT,    /api/v1/machines/m1/hardware/2026-01-01,         tacet_ada,      403",
    "PUT,    /api/v1/assignments/users/u/2026-01-01,          tacet_ada,      403",
    "PUT,    /api/v1/assignments/users/u/2026-01-01,          tacet_operator, 404",
    "DELETE, /api/v1/contributions/none/2026-01-01,           tacet_operator, 404",
    "DELETE, /api/v1/pis/none/2026-01-01,                     tacet_ada,      403",
    "GET,    /api/v1/ledger/changes,                          tacet_ada,      403",
    "GET,    /api/v1/usage/rollup,                            tacet_ada,      403",
    "POST,   /api/v1/usage/rollup/rebuild,                    tacet_ada,      403",
    "POST,   /api/v1/usage/rollup/rebuild,                    tacet_operator, 200",
    "GET,    /api/v1/pis?asKnownOn=2999-01-01,                tacet_operator, 400",
    "GET,    /api/v1/pis?asKnownOn=lately,                    tacet_operator, 400",
    "GET,    /api/v1/ledger/changes?what=rates,               tacet_operator, 400",
  })
  void whoMayNotOrAsksForWhatIsNotThereIsTold(String method, String path, String token, int status)
      throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call(
            method,
            path,
            token,
            !method.equals("PUT")
                ? null
                : path.contains("assignments") ? "{\"pi\": \"none\"}" : "{}");
    // then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT    | machines/typo/charge-rates/2026-01-01     | {"rate": 2}   | tacet cluster hardware typo PROCESSORS
          GET    | machines/typo/charge-rates                |               | tacet machine register
          DELETE | machines/typo/charge-rates/2026-01-01     |               | as listed: tacet rate
          DELETE | machines/typo/hardware/2026-01-01         |               | as listed: tacet cluster hardware
          DELETE | contributions/typo/2026-01-01             |               | as listed: tacet contribution
          DELETE | assignments/projects/typo/2026-01-01      |               | as listed: tacet pi assignments
          DELETE | clusters/typo/2026-01-01                  |               | as listed: tacet cluster
          PUT    | assignments/users/carl/2026-01-01         | {"pi": "typo"} | tacet pi set typo
          GET    | report?cluster=typo                       |               | tacet cluster set typo MACHINE
          GET    | report?from=2999-01-01&to=2999-01-02      |               | give a day that has
          GET    | report?from=2026-02-01&to=2026-01-02      |               | must not be before the first day
          GET    | shares/slurm?cluster=a%20b                |               | as sacctmgr show cluster has it
          GET    | imports/999999                            |               | tacet import runs
          GET    | jobs/typo/classes                         |               | tacet jobs
          """)
  void aRefusalSaysWhatToDo(String method, String path, @Nullable String body, String hint)
      throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call(
            method, "/api/v1/" + path.strip(), OPERATOR, body == null ? null : body.strip());
    // then
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
    assertThat(answer.body()).contains(hint.strip());
  }

  private static JobStatus outcome(String job) {
    return Events.outcome(job, JobState.FINISHED, "2026-11-10T10:00:00Z", 1000)
        .setProject("energy")
        .build();
  }

  private static void outcome(JobStatus status) throws Exception {
    surroundings.send(surroundings.topics().jobStatus(), status.getJobId(), status);
  }

  private static void results(JobStatus of, String metric, long microjoules) throws Exception {
    PhaseResults template = Events.results(of.getJobId(), of.getAttempt());
    MetricStatistics one =
        MetricStatistics.newBuilder(template.getStatistics().get(0))
            .setMetric(metric)
            .setEnergyMicrojoules(microjoules)
            .build();
    surroundings.send(
        surroundings.topics().results(),
        of.getJobId(),
        PhaseResults.newBuilder(template)
            .setOrderId(of.getOrderId())
            .setStatistics(List.of(one))
            .build());
  }

  private static List<String> changes(String what, String subject) throws Exception {
    List<String> changes = new ArrayList<>();
    for (JsonNode one : get("/api/v1/ledger/changes?what=" + what + "&subject=" + subject)) {
      changes.add(
          one.get("changedBy").asText()
              + ": "
              + one.get("oldValue")
              + " -> "
              + one.get("newValue"));
    }
    return changes;
  }

  private static JsonNode put(String path, String body) throws Exception {
    HttpResponse<String> answer = accountant.call("PUT", path, OPERATOR, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static String post(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = accountant.call("POST", path, OPERATOR, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private static void delete(String path, int status) throws Exception {
    assertThat(accountant.call("DELETE", path, OPERATOR, null).statusCode()).isEqualTo(status);
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = accountant.call("GET", path, OPERATOR, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }
}
