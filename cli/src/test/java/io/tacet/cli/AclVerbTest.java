package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AclVerbTest {

  @TempDir private Path home;
  private RecordingTerminal terminal = new RecordingTerminal(Path.of(""));

  @BeforeEach
  void prepare() {
    terminal = new RecordingTerminal(home);
  }

  @Test
  void printsTheRulesOfAWorkerAsCommands() {
    // when
    int code = terminal.run("acl", "--machine", "m1", "--only", "tacet-worker-m1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out().lines().filter(line -> line.startsWith("kafka-acls.sh")))
        .hasSize(10)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("User:tacet-worker-m1 ", "--resource-pattern-type literal"))
        .anySatisfy(line -> assertThat(line).contains("--operation Read --topic tacet.jobs.m1 "));
  }

  @Test
  void printsThemAsJson() throws Exception {
    // when
    int code = terminal.run("acl", "--certificates", "--topic-prefix", "t.", "-o", "json");

    // then
    assertThat(code).isZero();
    JsonNode rows = new ObjectMapper().readTree(terminal.out());
    assertThat(rows)
        .anySatisfy(
            row -> {
              assertThat(row.path("principal").asText()).isEqualTo("User:CN=tacet-accountant");
              assertThat(row.path("resource").asText()).isEqualTo("t.accountant-announcements");
              assertThat(row.path("resourceType").asText()).isEqualTo("transactional-id");
              assertThat(row.path("operations").toString()).contains("Write");
            });
  }

  @Test
  void anOperatorsSchedulerMayNotChangeAcls() {
    // when
    int code = terminal.run("acl", "--operator-managed", "--only", "tacet-scheduler");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).doesNotContain("--cluster").contains("prefixed");
  }

  @Test
  void anAnalystsProgramGetsNothingOfTacets() {
    assertThat(terminal.run("acl", "--only", "tacet-analyst", "--streams", "analyst-e=energy"))
        .isZero();
    assertThat(terminal.out())
        .contains("--resource-pattern-type prefixed", "--topic analyst-e ", "--topic energy ");
    assertThat(terminal.run("acl", "--streams", "tacet-worker=energy")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("--streams: the application id \"tacet-worker\"", "analyst-energy");
  }

  @Test
  void anAnalystsProgramGetsNothingOfAForeignTopic() {
    for (String program : List.of("slurm=out", "slurm.jobs.sum=out", "analyst-e=slurm.jobs")) {
      assertThat(terminal.run("acl", "--foreign-topic", "slurm.jobs", "--streams", program))
          .as(program)
          .isEqualTo(2);
    }
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("the topic \"slurm.jobs\", which the accountant reads");
    assertThat(terminal.run("acl", "--foreign-topic", "slurm.jobs", "--streams", "analyst-e=e"))
        .isZero();
  }

  @Test
  void saysWhatIsNotUnderstood() {
    assertThat(terminal.run("acl", "--only", "nobody")).isEqualTo(2);
    assertThat(terminal.run("acl", "--machine", "M_1")).isEqualTo(2);
    assertThat(terminal.run("acl", "--users", "x")).isEqualTo(2);
    assertThat(terminal.run("acl", "--apply")).isEqualTo(2);
    assertThat(terminal.run("acl", "--apply", "--brokers", "b:1", "--kafka-user", "u"))
        .isEqualTo(2);
    assertThat(terminal.err())
        .contains("there are tacet-scheduler", "--machine M_1", "go with --apply")
        .contains(
            "--apply needs --brokers", "--kafka-ca is not set", "--kafka-password-file is not");
  }
}
