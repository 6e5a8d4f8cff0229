package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.auth.ApiToken;
import io.tacet.embedded.mail.CaughtMail;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators hear of, rules that are changed, and mail on demand; one notifier for all. */
class OperatorMailIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String OPERATOR = "olga@example.org";

  private static Surroundings surroundings;
  private static DirectoryOfTest directory;
  private static RunningService notifier;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    directory = new DirectoryOfTest(surroundings);
    directory.user("olga", Role.OPERATOR);
    notifier =
        RunningService.start(
            surroundings,
            Map.of(
                "TACET_NOTIFIER_MACHINES_TOO_HOT_AFTER",
                "PT0.1S",
                "TACET_NOTIFIER_MACHINES_BLOCKED_AFTER",
                "PT0.1S",
                "TACET_NOTIFIER_RULES_JOB_CANCELLED",
                "operators",
                "TACET_NOTIFIER_RULES_POWER_FAILED",
                "nobody"));
  }

  @AfterAll
  static void stop() throws Exception {
    notifier.close();
    surroundings.close();
  }

  @Test
  void aMachineThatStaysTooHotOrIsBlockedIsToldOnce() throws Exception {
    // when
    machine("hot", MachineState.COOLING, "Package id 0 is at 71 °C, to be below 50 °C");
    await()
        .pollDelay(Duration.ofMillis(200)) // the broker's time has to go on
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              machine("hot", MachineState.COOLING, "Package id 0 is at 70 °C");
              assertThat(mails("Machine hot is too hot")).hasSize(1);
            });
    machine("stuck", MachineState.BLOCKED, "Its offset is lost");
    // then
    await().atMost(LIMIT).until(() -> mails("Machine stuck is blocked").size() == 1);
    assertThat(mails("Machine hot is too hot").get(0).text().orElseThrow())
        .contains("has been cooling for", "It says: Package id 0 is at");
    assertThat(mails("Machine stuck is blocked").get(0).text().orElseThrow())
        .contains("Its offset is lost");
    assertThat(surroundings.count("SELECT count(*) FROM machine_watch WHERE told")).isEqualTo(2);
  }

  @Test
  void deadLettersAreToldTogetherAndNotOneByOne() throws Exception {
    // given
    directory.signingMachine("signs");

    // when
    surroundings.send(
        surroundings.topics().jobStatus(),
        "forged",
        Events.status("forged", "sue", JobState.FINISHED)
            .setMachine("signs")
            .setOrderId(Events.uuid())
            .build());
    await().atMost(LIMIT).until(() -> mailsOfKind("dead-letters").size() == 1);
    for (int i = 0; i < 20; i++) {
      surroundings.sendRaw(surroundings.topics().jobStatus(), "k", new byte[] {9, 9});
    }
    // then
    await().atMost(LIMIT).until(() -> mailsOfKind("dead-letters").size() == 1);
    assertThat(mailsOfKind("dead-letters").get(0).text().orElseThrow())
        .contains(
            "1 of "
                + surroundings.topics().jobStatus()
                + ", by the notifier, refused as UNSIGNED: not signed, but what machine signs says"
                + " must be",
            "by who they say they are");
    assertThat(mailsOfKind("dead-letters").get(0).subject()).contains("Forged events");
    await().atMost(LIMIT).until(() -> surroundings.count("SELECT count(*) FROM dead_letter") == 21);
    assertThat(mailsOfKind("dead-letters")).hasSize(1);
  }

  @Test
  void rulesDecideWhoGetsWhat() throws Exception {
    // given
    String submitter = directory.user("sue", Role.SUBMITTER);
    String watcher = directory.user("wim", Role.SUBMITTER);
    directory.project("p1", "wim", "sue");
    awaitDirectory("p1");
    // when
    send("sue-1", JobState.FINISHED);
    send("sue-2", JobState.CANCELLED);
    // then
    await().atMost(LIMIT).until(() -> surroundings.mailsTo(watcher).size() == 1);
    await().atMost(LIMIT).until(() -> mails("Cancelled: compress on m1").size() == 1);
    await().atMost(LIMIT).until(() -> !surroundings.mailsTo(submitter).isEmpty());
    assertThat(surroundings.mailsTo(submitter)).hasSize(1);
    assertThat(surroundings.mailsTo(watcher).get(0).subject())
        .isEqualTo("Finished: compress on m1");
    // when
    surroundings.send(
        surroundings.topics().notices(),
        "OPERATORS",
        Events.notice(io.tacet.schema.NoticeScope.OPERATORS, "power-failed")
            .setSubject("Not to be sent")
            .build());
    // then
    await()
        .atMost(LIMIT)
        .until(
            () ->
                surroundings.count(
                        "SELECT count(*) FROM notice WHERE kind = 'power-failed' AND state ="
                            + " 'EXPANDED'")
                    == 1);
    assertThat(surroundings.count("SELECT count(*) FROM mail WHERE kind = 'power-failed'"))
        .isZero();
  }

  @Test
  void aMailOnDemandGoesToOneselfAndForOperatorsToAnybody() throws Exception {
    // given
    String token = "tacet_test-token-of-tom";
    String operator = "tacet_test-token-of-oscar";
    user("tom", Role.SUBMITTER, token);
    user("oscar", Role.OPERATOR, operator);
    // when
    await().atMost(LIMIT).until(() -> test(operator, "{}").statusCode() == 200);
    HttpResponse<String> own = test(token, "{}");
    HttpResponse<String> others = test(token, "{\"address\": \"new@example.org\"}");
    HttpResponse<String> anybody = test(operator, "{\"address\": \"new@example.org\"}");
    // then
    assertThat(own.body()).contains("\"accepted\":true", "tom@example.org", "has it");
    assertThat(others.statusCode()).isEqualTo(403);
    assertThat(anybody.body()).contains("\"accepted\":true");
    assertThat(surroundings.mailsTo("tom@example.org")).hasSize(1);
    assertThat(surroundings.mailsTo("new@example.org").get(0).subject())
        .isEqualTo("Tacet can send you mail");
    assertThat(test("", "{}").statusCode()).isEqualTo(401);
    assertThat(test(operator, "{\"address\": \"a b\"}").body()).contains("must be like");
  }

  private static HttpResponse<String> test(String token, String body) throws Exception {
    return notifier.call("POST", "/api/v1/test-mails", token, body);
  }

  private static void user(String id, Role role, String token) throws Exception {
    io.tacet.schema.DirectoryEntry entry = Events.user(id, id + "@example.org", role);
    entry.getUser().setTokenHashes(List.of(ApiToken.hash(token)));
    surroundings.send(surroundings.topics().directory(), "USER:" + id, entry);
  }

  private static void awaitDirectory(String project) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                surroundings.count("SELECT count(*) FROM directory_project WHERE id = ?", project)
                    == 1);
  }

  private static void send(String job, JobState state) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.status(job, "sue", state).setOrderId(Events.uuid()).build());
  }

  private static void machine(String machine, MachineState state, String message) throws Exception {
    surroundings.send(
        surroundings.topics().machineStatus(),
        machine,
        MachineStatus.newBuilder()
            .setEventId(Events.uuid())
            .setOccurredAt(java.time.Instant.parse("2026-11-21T09:30:00Z"))
            .setMachine(machine)
            .setState(state)
            .setMessage(message)
            .build());
  }

  private static List<CaughtMail> mails(String subject) {
    return surroundings.mailsTo(OPERATOR).stream()
        .filter(mail -> mail.subject().equals(subject))
        .toList();
  }

  private static List<CaughtMail> mailsOfKind(String kind) {
    return surroundings.mailsTo(OPERATOR).stream()
        .filter(mail -> mail.header("X-Tacet-Kind").orElse("").equals(kind))
        .toList();
  }
}
