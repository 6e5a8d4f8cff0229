package io.tacet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.AnalystTopics;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.TopicReader;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The examples for analysts do what they say, and see nothing of a transaction given up. */
@Execution(ExecutionMode.CONCURRENT)
class AnalystsIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String AAA = "a".repeat(40);
  private static final String BBB = "b".repeat(40);

  @TempDir Path directory;

  private final Parts parts = Parts.shared();
  private final List<ChildProcess> processes = new ArrayList<>();
  private AnalystTopics topics;

  @BeforeEach
  void jobsOfTwoCommits() throws Exception {
    topics = new AnalystTopics(parts);
    topics.commit("a", "a1", JobState.INTERRUPTED, null, 999);
    topics.commit("a", "a2", JobState.FINISHED, AAA, 100, 200);
    topics.commit("b", "b1", JobState.FINISHED, AAA, 50);
    topics.abort("d", "d1", JobState.FINISHED, BBB, 1000);
    topics.commit("c", "c1", JobState.FINISHED, BBB, 7);
  }

  @AfterEach
  void stop() {
    processes.forEach(process -> process.stop(Duration.ofSeconds(10)));
    topics.close();
  }

  @Test
  void aConsumerReadsEachOutcomeOnceAndGoesOnWhereItWas() throws Exception {
    // given
    String group = "analyst-" + topics.names().prefix();

    // when
    ChildProcess first = example("ReadOutcomes", group);
    await().atMost(LIMIT).until(() -> outcomes(first).size() == 4);
    first.stop(Duration.ofSeconds(10));
    ChildProcess second = example("ReadOutcomes", group);
    topics.commit("e", "e1", JobState.FINISHED, BBB, 3);
    await().atMost(LIMIT).until(() -> !outcomes(second).isEmpty());

    // then
    assertThat(outcomes(first))
        .containsExactlyInAnyOrder(
            "a attempt 1 on m1: INTERRUPTED null",
            "a attempt 1 on m1: FINISHED null",
            "b attempt 1 on m1: FINISHED null",
            "c attempt 1 on m1: FINISHED null");
    assertThat(outcomes(second)).containsExactly("e attempt 1 on m1: FINISHED null");
  }

  @Test
  void aStreamSumsTheEnergyOfEachCommit() throws Exception {
    // given
    String output = topics.create("energy-per-commit");
    String application = "analyst-energy-" + topics.names().prefix();

    // when
    example("EnergyPerCommit", application, output, AnalystTopics.METRIC);

    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(sums(output)).isEqualTo(Map.of(AAA, 350L, BBB, 7L)));
    topics.commit("e", "e1", JobState.FINISHED, BBB, 3);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(sums(output)).isEqualTo(Map.of(AAA, 350L, BBB, 10L)));
  }

  @Test
  void theConsoleShowsRecordsAsJson() {
    // when
    List<JsonNode> all = tail("results", "--from-beginning", "--until-now");
    List<JsonNode> one = tail("job-status", "--from-beginning", "--until-now", "--key", "b");
    List<JsonNode> counted = tail("results", "--from-beginning", "-n", "2");

    // then
    assertThat(all).hasSize(5);
    assertThat(all)
        .allSatisfy(
            line -> {
              assertThat(line.at("/topic").asText()).isEqualTo(topics.names().results());
              assertThat(line.at("/value/statistics/0/metric").asText())
                  .isEqualTo(AnalystTopics.METRIC);
              assertThat(line.at("/value/occurredAt").asText())
                  .isEqualTo("2026-11-21T09:30:00.123456Z");
            });
    assertThat(one).hasSize(1);
    assertThat(one.get(0).at("/value/sourceCommit").asText()).isEqualTo(AAA);
    assertThat(counted).hasSize(2);
  }

  private static List<String> outcomes(ChildProcess process) {
    return process.logSinceStart().lines().filter(line -> line.contains(" attempt ")).toList();
  }

  /** The latest sum of each commit. */
  private Map<String, Long> sums(String output) {
    Map<String, Long> sums = new HashMap<>();
    new TopicReader(parts.bootstrapServers(), parts.cluster().registry().url())
        .records(output)
        .forEach(
            record ->
                sums.put(
                    new String(record.key(), UTF_8), ByteBuffer.wrap(record.value()).getLong()));
    return sums;
  }

  /** Runs an example as an analyst does: a JVM of its own. */
  private ChildProcess example(String name, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dstate.dir=" + directory.resolve("streams"),
                "-cp",
                System.getProperty("java.class.path"),
                "analysts." + name,
                parts.bootstrapServers(),
                parts.cluster().registry().url(),
                topics.names().prefix()));
    command.addAll(List.of(more));
    ChildProcess process =
        ChildProcess.builder(name)
            .command(command)
            .log(directory.resolve(name + "-" + processes.size() + ".log"))
            .start();
    processes.add(process);
    return process;
  }

  private List<JsonNode> tail(String... arguments) {
    List<JsonNode> lines = new ArrayList<>();
    await("a broker that is busy may not answer within the 15 s that the command gives it")
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              lines.clear();
              for (String line : said(arguments).lines().toList()) {
                lines.add(new ObjectMapper().readTree(line));
              }
            });
    return lines;
  }

  private String said(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Parts.root().resolve("cli/target/tacet-cli.jar").toString(),
                "topics",
                "tail"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TACET_KAFKA_BOOTSTRAP_SERVERS", parts.bootstrapServers());
    builder.environment().put("TACET_REGISTRY_URL", parts.cluster().registry().url());
    builder.environment().put("TACET_TOPICS_PREFIX", topics.names().prefix());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
