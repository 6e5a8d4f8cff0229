package io.tacet.scheduler.user;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.auth.Rights;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles, and what a user may use. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RightsTest {

  @Inject Rights rights;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void whoHasMachinesListedMayUseNoOthers() {
    // given
    api.registerMachine("rights-1");
    api.registerMachine("rights-2");
    Api ada = api.submitter("rights-ada");

    // when
    put("rights-ada", "\"machines\": [\"rights-1\"]");
    Answer refused = ada.post("/api/v1/jobs", command("\"machine\": \"rights-2\""));
    Answer taken = ada.post("/api/v1/jobs", command("\"machine\": \"rights-1\", \"hold\": true"));
    put("rights-ada", "\"machines\": []");
    Answer after = ada.post("/api/v1/jobs", command("\"machine\": \"rights-2\", \"hold\": true"));

    // then
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.fields()).containsExactly("machine");
    assertThat(refused.body()).contains("may not use machine 'rights-2', only rights-1");
    assertThat(taken.status()).isEqualTo(201);
    assertThat(after.status()).isEqualTo(201);
    assertThat(rights.mayUse("rights-ada", "rights-2")).isTrue();
  }

  @Test
  void aLabelJobGoesToAnAllowedMachineOnly() {
    // given: two machines with the label, the other one free first
    Api bob = api.submitter("rights-bob");
    api.put("/api/v1/machines/rights-l1", "{\"labels\": {\"rights\": \"x\"}}");
    api.put("/api/v1/machines/rights-l2", "{\"labels\": {\"rights\": \"x\"}}");
    api.put("/api/v1/machines/rights-l3", "{\"labels\": {\"rights\": \"y\"}}");
    put("rights-bob", "\"machines\": [\"rights-l2\"]");

    // when
    Answer first = bob.post("/api/v1/jobs", command("\"labels\": {\"rights\": \"x\"}"));
    Answer second = bob.post("/api/v1/jobs", command("\"labels\": {\"rights\": \"x\"}"));
    Answer nowhere = bob.post("/api/v1/jobs", command("\"labels\": {\"rights\": \"y\"}"));
    String job = first.json().path("id").asText();

    // then
    assertThat(nowhere.status()).isEqualTo(400);
    assertThat(nowhere.body()).contains("no machine that user 'rights-bob' may use has all");
    assertThat(first.json().at("/queueing/labels").toString()).isEqualTo("{\"rights\":\"x\"}");
    await().until(() -> api.state(job).equals("DISPATCHED"));
    assertThat(api.get("/api/v1/jobs/" + job).json().path("machine").asText())
        .isEqualTo("rights-l2");
    Answer unrestricted = api.post("/api/v1/jobs", command("\"labels\": {\"rights\": \"x\"}"));
    String other = unrestricted.json().path("id").asText();
    await().until(() -> api.state(other).equals("DISPATCHED"));
    assertThat(api.get("/api/v1/jobs/" + other).json().path("machine").asText())
        .isEqualTo("rights-l1");
    assertThat(api.state(second.json().path("id").asText())).isEqualTo("QUEUED");
  }

  @Test
  void whoHasKindsOfScheduleListedMayMakeNoOthers() {
    // given
    api.submitter("rights-cyd");

    // when
    boolean before = rights.maySchedule("rights-cyd", "CRON");
    put("rights-cyd", "\"scheduleModes\": [\"once\", \"DAILY\"]");

    // then
    assertThat(before).isTrue();
    assertThat(rights.maySchedule("rights-cyd", "ONCE")).isTrue();
    assertThat(rights.maySchedule("rights-cyd", "daily")).isTrue();
    assertThat(rights.maySchedule("rights-cyd", "CRON")).isFalse();
    assertThat(
            put("rights-cyd", "\"scheduleModes\": [\"HOURLY\"], \"machines\": [\"no\"]").fields())
        .containsExactly("machines[0]", "scheduleModes[0]");
  }

  @Test
  void aDeactivatedUserIsNotLetIn() {
    // given
    Api dan = api.submitter("rights-dan");

    // when
    put("rights-dan", "\"active\": false");
    int deactivated = dan.get("/api/v1/users/rights-dan").status();
    put("rights-dan", "\"name\": \"Dan\"");
    int still = dan.get("/api/v1/users/rights-dan").status();
    put("rights-dan", "\"active\": true");

    // then
    assertThat(deactivated).isEqualTo(401);
    assertThat(still).isEqualTo(401);
    assertThat(dan.get("/api/v1/users/rights-dan").status()).isEqualTo(200);
  }

  @Test
  void theLastAdministratorsCantAllLeaveEvenAtOnce() throws Exception {
    // given
    put("rights-root", "\"role\": \"ADMIN\"");

    // when
    List<Integer> answers =
        atOnce(
            List.of("admin", "rights-root"), user -> put(user, "\"role\": \"OPERATOR\"").status());

    // then
    assertThat(answers).containsOnlyOnce(200);
    assertThat(sqlAdministrators()).isEqualTo(1);
    restore();
  }

  @Test
  void usersAreChangedAtOnce() throws Exception {
    // given
    List<String> users = List.of("rights-fay", "rights-gus", "rights-hal", "rights-ida");
    users.forEach(api::submitter);

    // when
    List<Integer> answers = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      answers.addAll(atOnce(users, user -> put(user, "\"role\": \"OPERATOR\"").status()));
    }

    // then
    assertThat(answers).hasSize(40).containsOnly(200);
  }

  private static <T> List<Integer> atOnce(List<T> subjects, ToIntFunction<T> act) throws Exception {
    CyclicBarrier start = new CyclicBarrier(subjects.size());
    ExecutorService threads = Executors.newFixedThreadPool(subjects.size());
    try {
      List<Future<Integer>> asked =
          subjects.stream()
              .map(
                  subject ->
                      threads.submit(
                          () -> {
                            start.await();
                            return act.applyAsInt(subject);
                          }))
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aUserChangedMeanwhileIsNotChangedByWhoHasSeenTheOldOne() {
    // given
    api.submitter("rights-eve");
    String tag = api.get("/api/v1/users/rights-eve").header("ETag");
    put("rights-eve", "\"role\": \"OPERATOR\"");

    // when
    Answer late =
        api.with("If-Match", tag)
            .put("/api/v1/users/rights-eve", "{\"mail\": \"eve@example.org\"}");

    // then
    assertThat(late.status()).isEqualTo(412);
    assertThat(api.get("/api/v1/users/rights-eve").json().path("role").asText())
        .isEqualTo("OPERATOR");
  }

  @Inject io.tacet.scheduler.database.Sql sql;

  private long sqlAdministrators() {
    return sql.query(
            "SELECT count(*) AS n FROM users WHERE role = 'ADMIN' AND active",
            row -> row.longNumber("n"))
        .get(0);
  }

  /** Other tests are made by the built-in administrator. */
  private void restore() {
    sql.update("UPDATE users SET role = 'ADMIN' WHERE id = 'admin'");
    sql.update("UPDATE users SET role = 'OPERATOR' WHERE id = 'rights-root'");
  }

  private Answer put(String user, String fields) {
    return api.put(
        "/api/v1/users/" + user, "{\"mail\": \"" + user + "@example.org\", " + fields + "}");
  }

  private static String command(String fields) {
    return "{\"command\": [\"true\"], \"project\": \"default\", " + fields + "}";
  }
}
