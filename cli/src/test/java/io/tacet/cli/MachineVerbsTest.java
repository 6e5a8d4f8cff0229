package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs about machines: what they send, and how they show what comes back. */
final class MachineVerbsTest extends ConnectedTest {

  private static final String MACHINE =
      """
      {"id":"m1","description":"rack 3","kind":"BENCHMARKING","labels":{"gpu":"none"},
       "state":"%s","jobId":"0j1","queuedJobs":2,"lastStatusAt":"2026-11-21T14:00:00Z",
       "statusDueAt":"2026-11-21T14:32:10Z","overdue":false,"queueOrder":"FIFO",
       "condition":"%s","duty":{"word":"DRAINED","reason":"new disk","by":"ada",
       "since":"2026-11-21T13:00:00Z"},"macAddresses":["00:11:22:33:44:55"],
       "wake":{"wantedAt":"2026-11-21T13:59:00Z","by":"scheduler","packets":3,
               "nextAt":"2026-11-21T14:04:00Z"}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ONLINE      | COOLING   | cooling
          SILENT      | MEASURING | silent until 14:32 UTC
          OVERDUE     | MEASURING | overdue since 14:32 UTC
          DRAINING    | MEASURING | draining, silent until 14:32 UTC
          DRAINED     | IDLE      | drained, idle
          QUARANTINED | IDLE      | quarantined, idle
          MAINTENANCE | STOPPED   | in maintenance
          WAKING      | POWERING_OFF | waking, packet 3
          OFF         | POWERING_OFF | off
          UNKNOWN     | UNKNOWN   | never heard of
          """)
  void theListTellsWhatItComesTo(String condition, String reported, String shown) {
    // given
    server.answersJson(
        "/api/v1/machines", "{\"items\":[" + MACHINE.formatted(reported, condition) + "]}");

    // when
    int code = terminal.run("machines");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out().lines().toList().get(1)).contains("BENCHMARKING  " + shown);
  }

  @ParameterizedTest
  @CsvSource({
    "drain --reason why, drain, '\"why\"'",
    "maintenance, maintenance, null",
    "resume, resume, null",
    "quarantine --reason drift, quarantine, '\"drift\"'",
    "release, release, null",
    "retire --reason sold, retire, '\"sold\"'",
    "wake, wake, null"
  })
  void wordsAreSent(String words, String path, String reason) {
    // given
    server.answersJson("/api/v1/machines/m1/" + path, MACHINE.formatted("IDLE", "DRAINED"));

    // when
    int code = terminal.run(("machine " + words + " m1").split(" "));

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("Machine m1 is drained, idle.\n");
    assertThat(server.requests().get(0).method()).isEqualTo("POST");
    assertThat(server.requests().get(0).body()).isEqualTo("{\"reason\":" + reason + "}");
  }

  @Test
  void aQuarantineWithoutAReasonIsAUsageError() {
    assertThat(terminal.run("machine", "quarantine", "m1")).isEqualTo(2);
    assertThat(terminal.err()).contains("--reason");
  }

  @Test
  void aKeyIsRegisteredAndShown(@TempDir Path directory) throws Exception {
    // given
    SigningKey key = SigningKey.create(directory.resolve("worker.key"));
    Path half = Files.writeString(directory.resolve("worker.key.pub"), key.publicHalf().pem());
    String shown =
        MACHINE.formatted("IDLE", "DRAINED").strip().replaceFirst("}$", "")
            + ",\"keys\":[{\"id\":\"abc\",\"publicKey\":\"x\",\"registeredAt\":"
            + "\"2026-11-21T14:04:00Z\",\"validUntil\":\"2026-11-22T14:04:00Z\"}]}";
    server.answersJson("/api/v1/machines/m1/keys", shown);

    // when
    int code =
        terminal.run("machine", "key", "m1", "--public-key", half.toString(), "--overlap", "2h");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            "The key of machine m1 is registered.\n"
                + "Key            abc, since 2026-11-21 14:04:00 UTC, until 2026-11-22 14:04:00"
                + " UTC\n");
    assertThat(server.requests().get(0).method()).isEqualTo("PUT");
    assertThat(server.requests().get(0).body())
        .isEqualTo("{\"publicKey\":\"" + key.publicHalf().base64() + "\",\"overlap\":\"PT2H\"}");
  }

  @Test
  void aPrivateKeyIsNotSent(@TempDir Path directory) throws Exception {
    // given
    Path file = directory.resolve("worker.key");
    SigningKey unused = SigningKey.create(file);

    // when
    int code = terminal.run("machine", "key", "m1", "--public-key", file.toString());

    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("is a private key");
    assertThat(server.requests()).isEmpty();
    assertThat(terminal.run("machine", "key", "m1")).isEqualTo(2);
  }

  @Test
  void aMachineIsShown() {
    // given
    server.answersJson("/api/v1/machines/m1", MACHINE.formatted("IDLE", "DRAINED"));

    // when
    int code = terminal.run("machine", "show", "m1");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("Machine        m1: rack 3\n")
        .contains("Duty           drained by ada, 2026-11-21 13:00:00 UTC: new disk\n")
        .contains(
            "Wake-on-LAN    00:11:22:33:44:55; packet 3 for scheduler, next step 2026-11-21"
                + " 14:04:00 UTC\n");
  }

  @Test
  void itsHistoryIsPaged() {
    // given
    server.answersJson(
        "/api/v1/machines/m1/history",
        """
        {"items":[{"at":"2026-11-21T13:00:00Z","kind":"CHANGE","what":"duty","was":"IN_USE",
                   "now":"DRAINED","by":"ada","message":"new disk"}],"nextCursor":"abc"}
        """);

    // when
    int code = terminal.run("machine", "history", "m1", "--changes", "--limit", "1");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/machines/m1/history?kind=CHANGE&limit=1");
    assertThat(terminal.out()).contains("ada  duty  IN_USE  DRAINED  -    new disk");
    assertThat(terminal.err()).contains("--cursor abc");
  }

  @Test
  void registeringSaysTheRateToItsOwner() {
    // given
    server.answersJson("/api/v1/machines/m1", MACHINE.formatted("IDLE", "ONLINE"));
    server.answersJson(
        "/api/v1/machines/m1/charge-rates",
        "{\"machine\":\"m1\",\"from\":\"2026-11-21\",\"rate\":1.9}");

    // when
    int code =
        terminal.run(
            "machine",
            "register",
            "m1",
            "--mac",
            "00:11:22:33:44:55,00:11:22:33:44:56",
            "--rate",
            "1.9");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).body())
        .contains("\"macAddresses\":[\"00:11:22:33:44:55\",\"00:11:22:33:44:56\"]");
    assertThat(server.requests().get(1).uri()).startsWith("/api/v1/machines/m1/charge-rates/20");
    assertThat(server.requests().get(1).body()).isEqualTo("{\"rate\":1.9}");
  }
}
