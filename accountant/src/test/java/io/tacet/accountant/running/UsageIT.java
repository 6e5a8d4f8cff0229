package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Role;
import io.tacet.schema.UsageBooked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A record per attempt, charged by the rate of its day; each test has its own user and project. */
class UsageIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String OPERATOR = "tacet_operator";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    directory("USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    directory("USER:ada", Events.user("ada", Role.SUBMITTER, "tacet_ada", "p1"));
    directory("USER:bob", Events.user("bob", Role.SUBMITTER, "tacet_bob", "p2"));
    for (String machine : new String[] {"m1", "m2", "m-rates"}) {
      directory("MACHINE:" + machine, Events.machine(machine));
    }
    accountant = surroundings.accountant(Map.of());
    put("/api/v1/machines/m1/charge-rates/2026-11-01", "{\"rate\": 1.9}");
    put("/api/v1/machines/m1/charge-rates/2026-11-15", "{\"rate\": 2}");
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void serviceUnitsAreThoseComputedByHand() throws Exception {
    // given: CPU-seconds × rate ÷ 3600
    send(attempt("hand-1", "hand", "2026-10-31T23:59:59.999999Z", 3_600_000_000L)); // rate 1
    send(attempt("hand-2", "hand", "2026-11-01T00:00:00Z", 3_600_000_000L)); // 1.9
    send(attempt("hand-3", "hand", "2026-11-14T23:59:59.999999Z", 1_800_000_000L)); // 1.9
    send(attempt("hand-4", "hand", "2026-11-15T00:00:00Z", 1_000_000L)); // 2
    send(attempt("hand-5", "hand", "2026-11-15T12:00:00Z", 1L)); // 2
    // when
    JsonNode usage = usage("project=hand", 5);
    // then
    assertThat(texts(usage, "serviceUnits"))
        .containsExactly("1", "1.9", "0.95", "0.000555556", "0.000000001");
    assertThat(texts(usage, "chargeRate")).containsExactly("1", "1.9", "1.9", "2", "2");
    assertThat(accountant.call("GET", "/api/v1/usage?project=hand", OPERATOR, null).body())
        .contains("\"serviceUnits\":1.000000000", "\"serviceUnits\":0.000000001");
    JsonNode total =
        find(get("/api/v1/usage/totals?by=project&from=2026-10-01&to=2026-11-30"), "hand");
    assertThat(total.get("attempts").asLong()).isEqualTo(5);
    assertThat(total.get("cpuMicros").asLong()).isEqualTo(9_001_000_001L);
    // 3,600,000,000 × 1 + 5,400,000,000 × 1.9 + 1,000,001 × 2 = 13,862,000,002; ÷ 3,600,000,000
    assertThat(total.get("serviceUnits").asText()).isEqualTo("3.850555556");
  }

  @Test
  void anOutcomeThatComesAgainIsChargedOnce() throws Exception {
    // given
    JobStatus outcome = attempt("again-1", "again", "2026-11-02T10:00:00Z", 7_200_000_000L).build();
    // when
    sendBuilt(outcome);
    sendBuilt(outcome);
    sendBuilt(JobStatus.newBuilder(outcome).setEventId(Events.uuid()).build());
    sendBuilt(
        Events.status("again-1", JobState.FINISHED, "2026-11-02T10:00:01Z")
            .setProject("again")
            .build());
    send(attempt("again-1", "again", "2026-11-02T11:00:00Z", 1_000_000L)); // another order
    // then
    assertThat(usage("project=again", 2)).hasSize(2);
    JsonNode total =
        find(get("/api/v1/usage/totals?by=project&from=2026-11-01&to=2026-11-30"), "again");
    assertThat(total.get("attempts").asLong()).isEqualTo(2);
    assertThat(total.get("cpuMicros").asLong()).isEqualTo(7_201_000_000L);
  }

  @Test
  void everyKindOfEndIsListedAndOnlyAKnownCpuTimeIsCharged() throws Exception {
    // given
    String at = "2026-11-03T10:00:0";
    send(attempt("kind-1", "kind", at + "0Z", 36_000_000L));
    send(
        attempt("kind-2", "kind", at + "1Z", 0)
            .setState(JobState.INTERRUPTED)
            .setCpuTime(new CpuTime(1L, 2L, CpuTimeSource.LAST_SAMPLE)));
    send(
        attempt("kind-3", "kind", at + "2Z", 0)
            .setState(JobState.FAILED)
            .setCpuTime(new CpuTime(1L, 2L, CpuTimeSource.UNKNOWN)));
    send(attempt("kind-4", "kind", at + "3Z", 0).setState(JobState.CANCELLED).setCpuTime(null));
    send(attempt("kind-5", "kind", at + "4Z", 5).setState(JobState.WITHDRAWN));
    send(attempt("kind-6", "kind", at + "5Z", 5).setState(JobState.MEASURING));
    send(
        attempt("kind-7", "kind", at + "6Z", 0)
            .setCpuTime(new CpuTime(-1L, 2L, CpuTimeSource.CGROUP)));
    // when
    JsonNode usage = usage("project=kind", 5);
    // then
    assertThat(texts(usage, "jobId"))
        .containsExactly("kind-1", "kind-2", "kind-3", "kind-4", "kind-7");
    assertThat(texts(usage, "outcome"))
        .containsExactly("FINISHED", "INTERRUPTED", "FAILED", "CANCELLED", "FINISHED");
    assertThat(texts(usage, "cpuMicros")).containsExactly("36000000", "3", "null", "0", "null");
    assertThat(texts(usage, "cpuSource"))
        .containsExactly("CGROUP", "LAST_SAMPLE", "UNKNOWN", "NONE", "CGROUP");
    assertThat(texts(usage, "serviceUnits"))
        .containsExactly("0.019", "0.000000002", "null", "0", "null");
    assertThat(texts(usage, "notCharged").get(2)).contains("source");
    assertThat(texts(usage, "notCharged").get(4)).contains("negative");
    JsonNode total =
        find(get("/api/v1/usage/totals?by=project&from=2026-11-01&to=2026-11-30"), "kind");
    assertThat(total.get("attempts").asLong()).isEqualTo(5);
    assertThat(total.get("notChargedAttempts").asLong()).isEqualTo(2);
  }

  @Test
  void eachAttemptThatIsBookedIsSaidOnceWithItsBill() throws Exception {
    // given
    JobStatus charged = attempt("said-1", "said", "2026-11-01T10:00:00Z", 3_600_000_001L).build();
    send(
        attempt("said-2", "said", "2026-11-01T10:00:01Z", 0)
            .setState(JobState.FAILED)
            .setCpuTime(new CpuTime(1L, 2L, CpuTimeSource.UNKNOWN)));
    send(attempt("said-3", "said", "2026-11-01T10:00:02Z", 0).setCpuTime(null));
    send(attempt("said-4", "said", "2026-11-01T10:00:03Z", 5).setState(JobState.WITHDRAWN));
    // when
    sendBuilt(charged);
    sendBuilt(charged);
    sendBuilt(JobStatus.newBuilder(charged).setEventId(Events.uuid()).build());
    send(attempt("said-1", "said", "2026-11-02T10:00:00Z", 5)); // another order
    // then
    usage("project=said", 4);
    await().atMost(LIMIT).until(() -> surroundings.count("SELECT count(*) FROM announcement") == 0);
    List<UsageBooked> said =
        TopicReader.all(surroundings, surroundings.topics().usage(), UsageBooked.class).stream()
            .filter(one -> one.getProject().equals("said"))
            .toList();
    assertThat(said)
        .extracting(UsageBooked::getJobId)
        .containsExactlyInAnyOrder("said-1", "said-1", "said-2", "said-3");
    assertThat(said).extracting(UsageBooked::getEventId).doesNotHaveDuplicates();
    UsageBooked bill = only(said, one -> one.getOrderId().equals(charged.getOrderId()));
    assertThat(bill.getChargeRate()).isEqualByComparingTo("1.9");
    assertThat(bill.getServiceUnits()).isEqualByComparingTo("1.900000001");
    assertThat(List.of(bill.getMachine(), bill.getUser(), bill.getOutcome(), bill.getEndedAt()))
        .containsExactly("m1", "ada", JobState.FINISHED, charged.getOccurredAt());
    UsageBooked unknown = only(said, one -> one.getJobId().equals("said-2"));
    assertThat(unknown.getServiceUnits()).isNull();
    assertThat(unknown.getCpuMicros()).isNull();
    assertThat(unknown.getNotChargedReason()).contains("source");
    UsageBooked idle = only(said, one -> one.getJobId().equals("said-3"));
    assertThat(idle.getServiceUnits()).isEqualByComparingTo("0");
    assertThat(idle.getCpuSource()).isNull();
  }

  @Test
  void aCorrectedRateChangesWhatPastReportsSayAndLeavesAnAuditRow() throws Exception {
    // given
    send(attempt("rate-1", "rates", "2026-11-05T10:00:00Z", 3_600_000_000L).setMachine("m-rates"));
    assertThat(texts(usage("project=rates", 1), "serviceUnits")).containsExactly("1");
    // when
    put("/api/v1/machines/m-rates/charge-rates/2026-11-05", "{\"rate\": 1.25}");
    put("/api/v1/machines/m-rates/charge-rates/2026-11-05", "{\"rate\": 1.250}");
    put("/api/v1/machines/m-rates/charge-rates/2026-11-05", "{\"rate\": 0.5}");
    // then
    assertThat(texts(usage("project=rates", 1), "serviceUnits")).containsExactly("0.5");
    assertThat(get("/api/v1/machines/m-rates/charge-rates").toString())
        .isEqualTo("[{\"machine\":\"m-rates\",\"from\":\"2026-11-05\",\"rate\":0.5}]");
    assertThat(
            surroundings.text(
                "SELECT string_agg(changed_by || ' ' || coalesce(old_value->>'rate', 'none')"
                    + " || '>' || (new_value->>'rate'), ', ' ORDER BY id) FROM ledger_audit"
                    + " WHERE what = 'rate' AND subject = 'm-rates'"))
        .isEqualTo("op none>1.25, op 1.25>0.5");
  }

  @Test
  void aSubmitterSeesOwnAndProjectRowsOnly() throws Exception {
    // given
    send(attempt("see-1", "p1", "2026-11-06T10:00:00Z", 1).setSubmitter("x"));
    send(attempt("see-2", "p2", "2026-11-06T10:00:01Z", 1).setSubmitter("ada"));
    send(attempt("see-3", "p2", "2026-11-06T10:00:02Z", 1).setSubmitter("x"));
    usage("from=2026-11-06&to=2026-11-06", 3);
    // when
    JsonNode ada = read(accountant.call("GET", "/api/v1/usage", "tacet_ada", null).body());
    JsonNode totals =
        read(
            accountant
                .call(
                    "GET",
                    "/api/v1/usage/totals?by=project&from=2026-11-06&to=2026-11-06",
                    "tacet_bob",
                    null)
                .body());
    JsonNode ofAda =
        get("/api/v1/usage/totals?by=user&user=ada&project=p2&from=2026-11-06&to=2026-11-06");
    JsonNode ofSeveral =
        get(
            "/api/v1/usage/totals?by=user&user=ada&user=x&project=p1&project=p2"
                + "&from=2026-11-06&to=2026-11-06");
    JsonNode attemptsOfSeveral =
        get("/api/v1/usage?project=p1&project=none&user=x&from=2026-11-06&to=2026-11-06");
    // then
    assertThat(texts(ofSeveral, "key")).containsExactly("ada", "x");
    assertThat(texts(ofSeveral, "attempts")).containsExactly("1", "2");
    assertThat(texts(attemptsOfSeveral.get("items"), "jobId")).containsExactly("see-1");
    assertThat(texts(ada.get("items"), "jobId")).contains("see-1", "see-2").doesNotContain("see-3");
    assertThat(texts(ofAda, "key")).containsExactly("ada");
    assertThat(texts(ofAda, "attempts")).containsExactly("1");
    assertThat(texts(totals, "key")).containsExactly("p2");
    assertThat(texts(totals, "attempts")).containsExactly("2");
  }

  @Test
  void thePagesOfAListHoldEachRowOnce() throws Exception {
    // given
    for (int i = 0; i < 7; i++) {
      send(attempt("page-" + i, "paged", "2026-11-07T10:00:00Z", i));
    }
    usage("project=paged", 7);
    // when
    JsonNode first = get("/api/v1/usage?project=paged&limit=4");
    JsonNode second =
        get("/api/v1/usage?project=paged&limit=4&cursor=" + first.get("nextCursor").asText());
    // then
    assertThat(first.get("items")).hasSize(4);
    assertThat(Stream.of(first, second).flatMap(page -> texts(page.get("items"), "jobId").stream()))
        .containsExactlyInAnyOrder(
            "page-0", "page-1", "page-2", "page-3", "page-4", "page-5", "page-6");
    assertThat(second.get("nextCursor").isNull()).isTrue();
  }

  private static UsageBooked only(List<UsageBooked> said, Predicate<UsageBooked> which) {
    return said.stream().filter(which).findFirst().orElseThrow();
  }

  private static JobStatus.Builder attempt(String job, String project, String at, long micros) {
    return Events.outcome(job, JobState.FINISHED, at, micros).setProject(project);
  }

  private static void send(JobStatus.Builder status) throws Exception {
    sendBuilt(status.build());
  }

  private static void sendBuilt(JobStatus status) throws Exception {
    surroundings.send(surroundings.topics().jobStatus(), status.getJobId(), status);
  }

  private static void directory(String key, io.tacet.schema.DirectoryEntry entry) throws Exception {
    surroundings.send(surroundings.topics().directory(), key, entry);
  }

  private static void put(String path, String body) throws Exception {
    assertThat(accountant.call("PUT", path, OPERATOR, body).statusCode()).isEqualTo(200);
  }

  private static JsonNode get(String path) throws Exception {
    return read(accountant.call("GET", path, OPERATOR, null).body());
  }

  /** Rows of a query, when there are as many as are expected. */
  private static JsonNode usage(String query, int rows) throws Exception {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(get("/api/v1/usage?" + query).get("items")).hasSize(rows));
    return get("/api/v1/usage?" + query).get("items");
  }

  private static JsonNode find(JsonNode totals, String key) {
    for (JsonNode total : totals) {
      if (total.get("key").asText().equals(key)) {
        return total;
      }
    }
    throw new AssertionError(key + " is not among " + totals);
  }

  private static List<String> texts(JsonNode items, String field) {
    List<String> texts = new java.util.ArrayList<>();
    items.forEach(item -> texts.add(text(item.get(field))));
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  private static JsonNode read(String body) throws Exception {
    return JSON.reader()
        .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(body);
  }
}
