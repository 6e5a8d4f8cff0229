package io.tacet.accountant.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.accountant.graphite.Carbon;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Results and series are kept once and read back as they were. */
class MeasurementIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Surroundings surroundings;
  private static RunningService accountant;
  private static Carbon carbon;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:ada", Events.user("ada", Role.SUBMITTER, "tacet_ada", "p1"));
    surroundings.send(directory, "USER:bob", Events.user("bob", Role.SUBMITTER, "tacet_bob", "p2"));
    carbon = new Carbon(0);
    accountant =
        surroundings.accountant(
            Map.of(
                "TACET_ACCOUNTANT_GRAPHITE_ENABLED",
                "true",
                "TACET_ACCOUNTANT_GRAPHITE_HOST",
                "127.0.0.1",
                "TACET_ACCOUNTANT_GRAPHITE_PORT",
                Integer.toString(carbon.port())));
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    carbon.close();
    surroundings.close();
  }

  @Test
  void resultsThatComeTwiceAreReadBackOnce() throws Exception {
    // given
    job("res");
    PhaseResults results = Events.results("res", 1);
    // when
    surroundings.send(surroundings.topics().results(), "res", results);
    surroundings.send(surroundings.topics().results(), "res", results);
    surroundings.send(surroundings.topics().results(), "res", Events.results("res", 2));
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(get("/api/v1/jobs/res/results?attempt=2")).hasSize(2));
    JsonNode first = get("/api/v1/jobs/res/results?attempt=1");
    assertThat(first).hasSize(2);
    assertThat(first.get(0).toString())
        .isEqualTo(
            "{\"attempt\":1,\"phase\":\"RUNTIME\",\"repeat\":1,"
                + "\"metric\":\"cpu_energy_rapl_msr_component\",\"detail\":\"Package_0\","
                + "\"unit\":\"µJ\",\"count\":3,\"sum\":60.5,\"min\":10.0,\"max\":30.5,"
                + "\"mean\":20.1,\"standardDeviation\":1.5,\"energyMicrojoules\":60,"
                + "\"meanPowerMilliwatts\":0.25}");
    assertThat(first.get(1).get("standardDeviation").isNull()).isTrue();
    assertThat(get("/api/v1/jobs/res/results").get(0).get("attempt").asInt()).isEqualTo(2);
  }

  @Test
  void resultsAreForThoseWhoMaySeeTheJob() throws Exception {
    // given
    job("mine");
    // when
    int bob = accountant.call("GET", "/api/v1/jobs/mine/results", "tacet_bob", null).statusCode();
    int ada = accountant.call("GET", "/api/v1/jobs/mine/results", "tacet_ada", null).statusCode();
    // then
    assertThat(bob).isEqualTo(403);
    assertThat(ada).isEqualTo(200);
  }

  @Test
  void aSeriesIsReadBackPageByPageWithEachChunkOnce() throws Exception {
    // given
    job("ser");
    for (int chunk = 0; chunk < 6; chunk++) {
      MetricSeries series = Events.series("ser", chunk, 15_000).build();
      surroundings.send(surroundings.topics().metrics(), "ser", series);
      surroundings.send(surroundings.topics().metrics(), "ser", series);
    }
    surroundings.send(
        surroundings.topics().metrics(),
        "m1",
        Events.series("ser", 0, 3).setJobId(null).setAttempt(null).setPhase(null).build());
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.count(
                            "SELECT count(*) FROM metric_series WHERE detail IS NULL"))
                    .isEqualTo(7));
    // when
    JsonNode first = get("/api/v1/jobs/ser/series?phase=RUNTIME");
    JsonNode second =
        get("/api/v1/jobs/ser/series?phase=RUNTIME&cursor=" + first.get("nextCursor").asText());
    // then
    assertThat(first.get("items")).hasSize(4);
    assertThat(second.get("items")).hasSize(2);
    assertThat(second.get("nextCursor").isNull()).isTrue();
    JsonNode chunk = second.get("items").get(1);
    assertThat(chunk.get("startedAt").asText()).isEqualTo("2026-11-21T09:30:00.123456Z");
    assertThat(chunk.get("offsetsMicros")).hasSize(15_000);
    assertThat(chunk.get("offsetsMicros").get(14_999).asLong()).isEqualTo(14_999_000);
    assertThat(chunk.get("values").get(14_999).asDouble()).isEqualTo(7499.5);
    assertThat(get("/api/v1/jobs/ser/series?metric=other").get("items")).isEmpty();
    // when: through ten buckets, of which each is 14,999,000 µs ÷ 10 and 1 wide
    JsonNode view = get("/api/v1/series?job=ser&points=10");
    // then
    assertThat(view.get("bucketMicros").asLong()).isEqualTo(1_499_901);
    assertThat(view.get("series")).hasSize(1);
    JsonNode line = view.get("series").get(0);
    assertThat(line.get("count")).hasSize(10);
    assertThat(line.get("count").get(0).asInt()).isEqualTo(6 * 1500);
    assertThat(line.get("min").get(0).asDouble()).isEqualTo(0);
    assertThat(line.get("mean").get(0).asDouble()).isEqualTo(374.75);
    assertThat(line.get("max").get(0).asDouble()).isEqualTo(749.5);
    assertThat(line.get("offsetsMicros").get(9).asLong()).isEqualTo(9 * 1_499_901);
    assertThat(get("/api/v1/series?job=ser&metric=other").get("series")).isEmpty();
    assertThat(get("/api/v1/series?job=ser&points=0").at("/errors/0/field").asText())
        .isEqualTo("points");
    assertThat(get("/api/v1/series").at("/errors/0/field").asText()).isEqualTo("job");
    assertThat(get("/api/v1/series?machine=m1").get("status").asInt()).isEqualTo(403);
    assertThat(get("/api/v1/series?job=none").get("status").asInt()).isEqualTo(404);
  }

  @Test
  void whatWasSampledGoesToGraphiteWhereItIsWanted() throws Exception {
    // when
    surroundings.send(
        surroundings.topics().metrics(),
        "gra",
        Events.series("gra", 0, 3).setDetail("gra").build());
    // then
    await().atMost(LIMIT).until(() -> carbon.lines("procfs_system.gra ").size() == 3);
    assertThat(carbon.lines("procfs_system.gra "))
        .startsWith("tacet.m1.cpu_utilization_procfs_system.gra 0 1795253400");
    await().atMost(LIMIT).until(() -> accountant.metric("tacet_graphite_samples_total") >= 3);
    JsonNode health = JSON.readTree(accountant.get("/q/health/ready"));
    assertThat(health.get("status").asText()).isEqualTo("UP");
    assertThat(health.get("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.get("name").asText()).isEqualTo("graphite");
              assertThat(check.at("/data/connected").asBoolean()).isTrue();
            });
  }

  @Test
  void phasesAreClassifiedByWhatTheyAskedOfTheMachine() throws Exception {
    // given: 10 s at 90 % of the processors, then 30 s at 10 % with 150 MB/s on two disks
    job("cls");
    String order = Events.uuid();
    PhaseResults results =
        PhaseResults.newBuilder(Events.results("cls", 1))
            .setOrderId(order)
            .setStatistics(
                List.of(
                    Events.statistics("BUILD", "phase_time_syscall_system", null, 10e6),
                    Events.statistics("BUILD", "cpu_utilization_procfs_system", null, 9000),
                    Events.statistics("BUILD", "network_io_procfs_system", "lo", 90e9),
                    Events.statistics("COPY", "phase_time_syscall_system", null, 30e6),
                    Events.statistics("COPY", "cpu_utilization_procfs_system", null, 1000),
                    Events.statistics("COPY", "disk_io_procfs_system", "sda", 3e9),
                    Events.statistics("COPY", "disk_io_procfs_system", "sdb", 1.5e9)))
            .build();
    // when
    surroundings.send(surroundings.topics().results(), "cls", results);
    surroundings.send(surroundings.topics().results(), "cls", results);
    surroundings.send(
        surroundings.topics().jobStatus(),
        "cls",
        Events.outcome("cls", JobState.FINISHED, "2026-11-21T10:00:00Z", 1)
            .setOrderId(order)
            .build());
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/usage/classes?from=2026-11-21&to=2026-11-21")).hasSize(1));
    JsonNode classes = get("/api/v1/jobs/cls/classes");
    assertThat(classes.at("/phases/0/phase").asText()).isEqualTo("BUILD");
    assertThat(classes.at("/phases/0/workClass").asText()).as(classes.toString()).isEqualTo("CPU");
    assertThat(classes.at("/phases/0/load/networkBytesPerSecond").isNull()).isTrue();
    assertThat(classes.at("/phases/1/workClass").asText()).isEqualTo("DISK");
    assertThat(classes.at("/phases/1/load/diskBytesPerSecond").asDouble()).isEqualTo(150e6);
    // (10 × 0.9 + 30 × 0.1) ÷ 40
    assertThat(classes.at("/load/cpuShare").asDouble())
        .isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-12));
    JsonNode summary = get("/api/v1/usage/classes?from=2026-11-21&to=2026-11-21").get(0);
    assertThat(summary.get("project").asText()).isEqualTo("p1");
    assertThat(summary.get("phases").asInt()).isEqualTo(2);
    assertThat(summary.at("/percentByClass/CPU").asText()).isEqualTo("25.0");
    assertThat(summary.at("/percentByClass/DISK").asText()).isEqualTo("75.0");
    assertThat(get("/api/v1/usage/classes?project=p2&from=2026-11-21&to=2026-11-21")).isEmpty();
    assertThat(get("/api/v1/jobs/none/classes").get("status").asInt()).isEqualTo(404);
  }

  @Test
  void recordsThatCannotBeReadGoToTheDeadLettersAndTheReaderGoesOn() throws Exception {
    // given
    List<String> topics =
        List.of(
            surroundings.topics().jobStatus(),
            surroundings.topics().results(),
            surroundings.topics().metrics(),
            surroundings.topics().directory());
    byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 9, 9};
    // when
    for (String topic : topics) {
      surroundings.sendRaw(topic, "bad", "no event".getBytes(UTF_8));
      surroundings.sendRaw(topic, "bad", unknownSchema);
    }
    surroundings.sendRaw(surroundings.topics().directory(), "USER:nobody", null);
    surroundings.send(
        surroundings.topics().metrics(),
        "bad",
        Events.series("bad", 0, 2).setOffsetsMicros(List.of(1L)).build());
    surroundings.send(surroundings.topics().metrics(), "bad", Events.series("bad", 1, 2).build());
    job("bad");
    surroundings.send(surroundings.topics().results(), "bad", Events.results("bad", 1));
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(get("/api/v1/jobs/bad/results")).hasSize(2);
              assertThat(get("/api/v1/jobs/bad/series").get("items")).hasSize(1);
              assertThat(accountant.metric("tacet_intake_dead_letters_total")).isEqualTo(9);
            });
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(DeadLetterReader.sources(surroundings))
                    .hasSize(9)
                    .containsAll(topics)
                    .filteredOn(surroundings.topics().metrics()::equals)
                    .hasSize(3));
  }

  private static void job(String id) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        id,
        Events.status(id, JobState.QUEUED, "2026-11-21T09:00:00Z").build());
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(surroundings.count("SELECT count(*) FROM job WHERE id = ?", id))
                    .isEqualTo(1));
  }

  private static JsonNode get(String path) throws Exception {
    return JSON.readTree(accountant.call("GET", path, "tacet_ada", null).body());
  }
}
