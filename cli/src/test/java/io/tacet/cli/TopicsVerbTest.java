package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verb topics says without a broker; AnalystsIT shows it with one. */
final class TopicsVerbTest {

  @TempDir static Path home;

  private final RecordingTerminal terminal = new RecordingTerminal(home);

  @Test
  void topicsListsThemWithTheirKeysAndRecords() throws IOException {
    // when
    int code = terminal.run("topics", "--topic-prefix", "lab.", "-o", "json");

    // then
    assertThat(code).isZero();
    JsonNode topics = new ObjectMapper().readTree(terminal.out());
    assertThat(topics).hasSize(11);
    assertThat(topics.get(0).get("topic").asText()).isEqualTo("lab.jobs.<machine>");
    assertThat(topics.get(3).get("topic").asText()).isEqualTo("lab.results");
    assertThat(topics.get(3).get("key").asText()).isEqualTo("job id");
    assertThat(topics.get(3).get("record").asText()).isEqualTo("PhaseResults");
    assertThat(topics.get(3).get("partitions").asInt()).isEqualTo(12);
  }

  @Test
  void whatMakesNoSenseIsSaidWithoutAskingKafka() {
    // when
    int endless = terminal.run("topics", "tail", "results", "--until-now");
    int none = terminal.run("topics", "tail", "results", "-n", "0");

    // then
    assertThat(endless).isEqualTo(2);
    assertThat(none).isEqualTo(2);
    assertThat(terminal.err()).contains("--from-beginning").contains("--count must be 1");
  }

  @Test
  void howToSignInIsCheckedBeforeKafkaIsAsked() {
    // when
    int code = terminal.run("topics", "tail", "results", "--kafka-user", "tacet-analyst");
    int prefix = terminal.run("topics", "tail", "results", "--topic-prefix", "a_b");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(prefix).isEqualTo(1);
    assertThat(terminal.err())
        .contains("--kafka-ca is not set")
        .contains("--kafka-password")
        .contains("a_b");
  }
}
