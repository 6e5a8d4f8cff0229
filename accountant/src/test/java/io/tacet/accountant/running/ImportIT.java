package io.tacet.accountant.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.accountant.imports.GridEngineLines;
import io.tacet.intake.testing.DeadLetterReader;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports over REST and from Slurm's topic, by the service as it runs. */
class ImportIT {

  private static final String OPERATOR = "tacet_operator";
  private static final String ADA = "tacet_ada";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Surroundings surroundings;
  private static RunningService accountant;
  private static String topic;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    surroundings.send(directory, "USER:ada", Events.user("ada", Role.SUBMITTER, ADA, "p1"));
    topic = surroundings.topics().prefix() + "slurm";
    accountant = launch();
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void aFileFarLargerThanAnyOtherBodyIsStreamedIn() throws Exception {
    // given: more than one block, where other bodies may have 1 MiB
    String lines = lines("stream", 25_000);
    assertThat(lines.length()).isGreaterThan(5_000_000);
    // when
    JsonNode run = send(begin("sge", "stream", "\"newCluster\": true"), stream(lines));
    JsonNode again = send(begin("sge", "stream", "\"dryRun\": true"), stream(lines));
    // then
    assertThat(counts(run)).isEqualTo("DONE 25000 25000 0 0 0");
    assertThat(counts(again)).isEqualTo("DONE 25000 0 25000 0 0");
    assertThat(run.get("unratedHosts").toString()).isEqualTo("[\"stream\"]");
    assertThat(get("/api/v1/imports?limit=500").findValuesAsText("id"))
        .contains(run.get("id").asText(), again.get("id").asText());
    assertThat(get("/api/v1/usage/totals?from=2011-07-01&to=2011-07-31").toString())
        .contains("\"key\":\"physics\"");
    assertThat(get("/api/v1/usage/rollup").get("wrong").asInt()).isZero();
    assertThat(accountant.residentKib()).isLessThan(400_000);
  }

  @Test
  void theContentOfAnImportIsSentOnce() throws Exception {
    // given
    long id = begin("sge", "once", "\"newCluster\": true");
    send(id, stream(lines("once", 1)));
    // then
    assertThat(put(id, stream("x\n")).statusCode()).isEqualTo(409);
    assertThat(put(4711, stream("x\n")).statusCode()).isEqualTo(404);
  }

  @Test
  void aFileThatIsRefusedIsAnsweredThoughItIsNotReadToItsEnd() throws Exception {
    // given
    long id = begin("sge", "refused", "\"newCluster\": true");
    byte[] rest = new byte[30_000_000];
    // when
    JsonNode run =
        send(id, new SequenceInputStream(stream("BZh91AY&SY"), new ByteArrayInputStream(rest)));
    // then
    assertThat(run.get("state").asText()).isEqualTo("FAILED");
    assertThat(run.get("error").asText()).contains("bzip2", "gzip or zstd");
  }

  @Test
  void badLinesAreListedAndReplayed() throws Exception {
    // given
    long id = begin("slurm", "quarantined", "\"newCluster\": true, \"zone\": \"Europe/Berlin\"");
    // when
    JsonNode run = send(id, stream("123|nonsense\n"));
    // then
    assertThat(counts(run)).isEqualTo("DONE 1 0 0 1 0");
    JsonNode line = get("/api/v1/imports/quarantine?run=" + id).get("items").get(0);
    assertThat(line.get("text").asText()).isEqualTo("123|nonsense");
    assertThat(line.get("detail").asText()).isEqualTo("it has 2 columns instead of 31");
    assertThat(get("/api/v1/imports/quarantine?reason=NUL&run=" + id).get("items")).isEmpty();
    HttpResponse<String> replayed =
        accountant.call(
            "POST", "/api/v1/imports/quarantine/replay", OPERATOR, "{\"run\": " + id + "}");
    assertThat(replayed.body())
        .isEqualTo(
            "{\"looked\":1,\"imported\":0,\"alreadyThere\":0,\"left\":1,\"reasons\":{\"not readable\":1}}");
  }

  @Test
  void discardedLinesAreGoneAndItIsKnownWhoSaidSo() throws Exception {
    // given
    String path = "/api/v1/imports/quarantine";
    long id = begin("slurm", "discarded", "\"newCluster\": true");
    send(id, stream("124|nonsense\n125|nonsense\n"));
    String order = "{\"run\": " + id + ", \"because\": \"a test\"}";
    // when
    HttpResponse<String> all =
        accountant.call("POST", path + "/discard", OPERATOR, "{\"because\": \"all\"}");
    HttpResponse<String> silent =
        accountant.call("POST", path + "/discard", OPERATOR, "{\"run\": " + id + "}");
    HttpResponse<String> ada = accountant.call("POST", path + "/discard", ADA, order);
    HttpResponse<String> gone = accountant.call("POST", path + "/discard", OPERATOR, order);
    HttpResponse<String> again = accountant.call("POST", path + "/discard", OPERATOR, order);
    JsonNode imported =
        send(begin("slurm", "discarded", "\"newCluster\": true"), stream("124|nonsense\n"));
    // then
    assertThat(all.statusCode()).isEqualTo(400);
    assertThat(all.body()).contains("\"field\":\"ids\"");
    assertThat(silent.body()).contains("\"field\":\"because\"");
    assertThat(ada.statusCode()).isEqualTo(403);
    assertThat(gone.body()).isEqualTo("{\"discarded\":2}");
    assertThat(again.body()).isEqualTo("{\"discarded\":0}");
    assertThat(get(path + "?run=" + id).get("items")).isEmpty();
    JsonNode line = get(path + "?settled=true&run=" + id).get("items").get(0);
    assertThat(line.get("discardedBy").asText()).isEqualTo("op");
    assertThat(line.get("discardedBecause").asText()).isEqualTo("a test");
    assertThat(get("/api/v1/ledger/changes?what=quarantine&subject=discarded").toString())
        .contains("\"changedBy\":\"op\"", "a test", "discarded");
    assertThat(counts(imported)).isEqualTo("DONE 1 0 0 0 1");
    assertThat(get(path + "?run=" + imported.get("id").asLong()).get("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"source": "sge", "cluster": "typo"}                                      | cluster     | --new-cluster
          {"source": "pbs", "cluster": "c"}                                         | source      | must be sge or slurm
          {"source": "sge", "cluster": "c d"}                                       | cluster     | must be 1 to 63
          {"source": "slurm", "cluster": "c", "zone": "Mars"}                       | zone        | time zone
          {"source": "slurm", "cluster": "c", "charset": "UTF-16"}                  | charset     | must be UTF-8
          {"source": "slurm", "cluster": "c", "projectFrom": "department"}          | projectFrom | account
          """)
  void aWrongOrderIsRefusedBeforeAnythingIsSent(String body, String field, String message)
      throws Exception {
    // when
    HttpResponse<String> answer =
        accountant.call("POST", "/api/v1/imports", OPERATOR, body.strip());
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + field.strip() + "\"", message.strip());
  }

  @Test
  void importsAreForOperators() throws Exception {
    assertThat(accountant.call("POST", "/api/v1/imports", ADA, "{}").statusCode()).isEqualTo(403);
    assertThat(accountant.call("GET", "/api/v1/imports", ADA, null).statusCode()).isEqualTo(403);
    assertThat(accountant.call("GET", "/api/v1/imports/quarantine", ADA, null).statusCode())
        .isEqualTo(403);
    assertThat(accountant.call("GET", "/api/v1/imports", "", null).statusCode()).isEqualTo(401);
  }

  @Test
  void anotherZoneThanBeforeWantsToBeMeant() throws Exception {
    // given
    String file =
        new String(
            Objects.requireNonNull(getClass().getResourceAsStream("/imports/sacct-arrays.txt"))
                .readAllBytes(),
            UTF_8);
    send(begin("slurm", "ub-hpc", "\"newCluster\": true, \"zone\": \"UTC\""), stream(file));
    // when
    HttpResponse<String> answer =
        accountant.call(
            "POST",
            "/api/v1/imports",
            OPERATOR,
            "{\"source\": \"slurm\", \"cluster\": \"ub-hpc\", \"zone\": \"America/New_York\"}");
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"zone\"", "times in UTC", "--other-zone");
  }

  @Test
  void aServiceThatIsKilledLeavesNothingHalf() throws Exception {
    // given: a file of which the first blocks are booked and the rest does not come
    String lines = lines("killed", 25_000);
    long id = begin("sge", "killed", "\"newCluster\": true");
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 20)) {
      CompletableFuture<Boolean> sending = CompletableFuture.supplyAsync(() -> answers(id, in));
      out.write(lines.substring(0, 5_000_000).getBytes(UTF_8));
      out.flush();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> get("/api/v1/imports/" + id).get("imported").asLong() > 0);
      // when
      accountant.kill();
      assertThat(sending.get(3, TimeUnit.MINUTES)).isFalse();
    }
    accountant = launch();
    long booked = surroundings.count("SELECT count(*) FROM usage_record WHERE cluster = 'killed'");
    JsonNode broken = get("/api/v1/imports/" + id);
    JsonNode again = send(begin("sge", "killed", "\"dryRun\": false"), stream(lines));
    // then
    assertThat(broken.get("imported").asLong()).isEqualTo(booked).isBetween(1L, 24_999L);
    assertThat(counts(again)).isEqualTo("DONE 25000 " + (25_000 - booked) + " " + booked + " 0 0");
    assertThat(get("/api/v1/usage/rollup").get("wrong").asInt()).isZero();
  }

  @Test
  void jobsThatSlurmTellsOfAreBookedAsTheyEndAndOnceWithTheirFile() throws Exception {
    // given: the topic begins to be there after the service
    try (Admin admin =
        Admin.create(
            Map.of("bootstrap.servers", surroundings.cluster().kafka().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    String live =
        """
        {"jobid":127,"username":"ada","groupname":"phys","@start":"2026-10-01T01:00:00",
         "@end":"2026-10-01T02:00:00","elapsed":3600,"nodes":"n[01-02]","total_cpus":8,
         "exit_code":"0:0","state":"COMPLETED","@submit":"2026-10-01T00:00:00",
         "cluster":"live","account":"physics","job_name":"a"}
        """;
    // when
    surroundings.sendRaw(topic, "127", live.getBytes(UTF_8));
    surroundings.sendRaw(topic, "127", live.getBytes(UTF_8));
    surroundings.sendRaw(topic, "127", live.replace("\"phys\"", "7").getBytes(UTF_8));
    surroundings.sendRaw(topic, "128", "no JSON".getBytes(UTF_8));
    surroundings.sendRaw(
        topic, "127", live.replace("\"total_cpus\":8", "\"total_cpus\":9").getBytes(UTF_8));
    // then
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                DeadLetterReader.sources(surroundings).stream().filter(topic::equals).count() == 2);
    assertThat(
            surroundings.text(
                """
                SELECT string_agg(concat_ws(' ', job_id, machine, project, user_id, cpu_micros,
                  cpu_source, several_nodes), ', ') FROM usage_record WHERE cluster = 'live'
                """))
        .isEqualTo("127 n01 physics ada 28800000000 ALLOCATION t");
    JsonNode run =
        send(
            begin("slurm", "live", "\"newCluster\": true"),
            stream(
                "JobID|Cluster|Submit|Start|End|User|Account|State|NCPUS|Elapsed|NodeList|ExitCode\n"
                    + "127|live|2026-10-01T00:00:00|2026-10-01T01:00:00|2026-10-01T02:00:00|ada"
                    + "|physics|COMPLETED|8|01:00:00|n[01-02]|0:0\n"));
    assertThat(counts(run)).isEqualTo("DONE 2 0 1 0 1");
  }

  private static RunningService launch() {
    return surroundings.accountant(Map.of("TACET_ACCOUNTANT_IMPORTS_SLURM_LIVE_TOPIC", topic));
  }

  private static String lines(String host, int count) {
    StringBuilder text = new StringBuilder();
    for (int job = 0; job < count; job++) {
      text.append(GridEngineLines.line(host, "sleep", job, 0, 1311095354, 1311095414, "0", "60.13"))
          .append('\n');
    }
    return text.toString();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static long begin(String source, String cluster, String more) throws Exception {
    HttpResponse<String> answer =
        accountant.call(
            "POST",
            "/api/v1/imports",
            OPERATOR,
            "{\"source\": \"%s\", \"cluster\": \"%s\", %s}".formatted(source, cluster, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).get("id").asLong();
  }

  private static JsonNode send(long id, InputStream content) throws Exception {
    HttpResponse<String> answer = put(id, content);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static boolean answers(long id, InputStream content) {
    try {
      return put(id, content).statusCode() == 200;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static HttpResponse<String> put(long id, InputStream content)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(accountant.uri("/api/v1/imports/" + id + "/content"))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofInputStream(() -> content))
                .build(),
            BodyHandlers.ofString());
  }

  private static String counts(JsonNode run) {
    return String.join(
        " ",
        run.get("state").asText(),
        run.get("lines").asText(),
        run.get("imported").asText(),
        run.get("alreadyThere").asText(),
        run.get("quarantined").asText(),
        run.get("skipped").asText());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = accountant.call("GET", path, OPERATOR, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
