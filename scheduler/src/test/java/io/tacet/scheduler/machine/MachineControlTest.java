package io.tacet.scheduler.machine;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.dispatch.Claim;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that are taken from the queue and given back, on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class MachineControlTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Inject Kafka kafka;
  @Inject Sql sql;
  @Inject MachineControl control;
  @Inject Claim claim;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "quarantine"})
  void aMachineThatIsTakenAwayGivesItsWaitingOrderBack(String word) {
    // given
    String machine = "ctl-" + word;
    api.registerMachine(machine);
    Worker worker = new Worker(kafka, machine);
    String job = api.submit(machine, ", \"maxAttempts\": 1");
    JobCommand order = worker.order(job, 1);

    // when
    boolean changed = say(word).test(machine);

    // then: by the rule for outcomes, so the machine can't run it any more
    assertThat(changed).isTrue();
    becomes(job, "QUEUED");
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(job)).containsExactly("1:WITHDRAWN");
    assertThat(claim.next(machine)).isEmpty();
    assertThat(claim.freeMachines()).extracting(Claim.Free::id).doesNotContain(machine);

    // when
    assertThat(back(word).test(machine)).isTrue();

    // then
    assertThat(back(word).test(machine)).isFalse();
    becomes(job, "DISPATCHED");
  }

  @Test
  void aJobOfLabelsGoesToAnotherMachine() {
    // given
    register("ctl-l1", "\"labels\": {\"ctl\": \"yes\"}");
    String job = submit("\"labels\": {\"ctl\": \"yes\"}");
    new Worker(kafka, "ctl-l1").order(job, 1);
    register("ctl-l2", "\"labels\": {\"ctl\": \"yes\"}");

    // when
    control.drain("ctl-l1", "dust", "admin");

    // then
    assertThat(new Worker(kafka, "ctl-l2").order(job, 2).getMachine()).isEqualTo("ctl-l2");
  }

  @Test
  void aJobTheMachineHasBegunGoesOn() {
    // given
    api.registerMachine("ctl-on");
    Worker worker = new Worker(kafka, "ctl-on");
    String job = api.submit("ctl-on", "");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.PREPARING, LONG);
    becomes(job, "PREPARING");

    // when
    control.maintenance("ctl-on", null, "admin");

    // then
    assertThat(worker.outcome(order, JobState.FINISHED)).isTrue();
    becomes(job, "FINISHED");
  }

  @Test
  void aMachineInQuarantineIsGivenAccuracyControlAndNothingElse() {
    // given
    api.registerMachine("ctl-q");
    control.quarantine("ctl-q", "deviation 3 %", MachineControl.SCHEDULER);
    String job = api.submit("ctl-q", "");

    // when
    String check = api.submit("ctl-q", ", \"hold\": true");
    sql.update("UPDATE jobs SET control = true, held_by = NULL WHERE id = ?", check);

    // then
    becomes(check, "DISPATCHED");
    assertThat(api.state(job)).isEqualTo("QUEUED");

    // when: it is said again while an order of accuracy control waits there
    control.release("ctl-q", MachineControl.SCHEDULER);
    control.quarantine("ctl-q", "deviation 4 %", MachineControl.SCHEDULER);
    Worker worker = new Worker(kafka, "ctl-q");

    // then: it stays there
    assertThat(worker.outcome(worker.order(check, 1), JobState.FINISHED)).isTrue();
    becomes(check, "FINISHED");
    assertThat(claim.next("ctl-q")).isEmpty();
  }

  @Test
  void whatAnOperatorPutInQuarantineTheSchedulerDoesNotRelease() {
    // given
    api.registerMachine("ctl-o");
    control.quarantine("ctl-o", "smells", "admin");

    // then
    assertThat(control.quarantine("ctl-o", "deviation", MachineControl.SCHEDULER)).isFalse();
    assertThat(control.release("ctl-o", MachineControl.SCHEDULER)).isFalse();
    assertThat(control.release("ctl-o", "admin")).isTrue();
    assertThat(control.release("ctl-o", "admin")).isFalse();
  }

  @Test
  void resumingDoesNotEndAQuarantine() {
    // given
    api.registerMachine("ctl-r");
    control.quarantine("ctl-r", "drift", MachineControl.SCHEDULER);
    control.maintenance("ctl-r", "new fan", "admin");
    String job = api.submit("ctl-r", "");

    // when
    control.resume("ctl-r", "admin");

    // then
    assertThat(claim.next("ctl-r")).isEmpty();
    assertThat(api.state(job)).isEqualTo("QUEUED");
  }

  @Test
  void noOrderSlipsOutWhileAMachineIsBeingDrained() {
    for (int round = 0; round < 6; round++) {
      // given
      String machine = "ctl-race-" + round;
      api.registerMachine(machine);
      String job = api.submit(machine, ", \"hold\": true");

      // when: the job becomes ready and the machine is drained at the same moment
      Stream.<Runnable>of(
              () -> api.post("/api/v1/jobs/" + job + "/release", null),
              () -> claim.next(machine),
              () -> control.drain(machine, null, "admin"))
          .parallel()
          .forEach(Runnable::run);

      // then
      List<String> waits =
          sql.query(
              "SELECT id FROM jobs WHERE id = ? AND (state = 'QUEUED' OR closing)",
              row -> row.text("id"),
              job);
      assertThat(waits).containsExactly(job);
      assertThat(claim.next(machine)).isEmpty();
    }
  }

  @Test
  void aMachineThatIsNotThere() {
    assertThatThrownBy(() -> control.drain("ctl-none", null, "admin"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("ctl-none");
  }

  @Test
  void whoSaidWhatIsKept() {
    // given
    api.registerMachine("ctl-h");

    // when
    control.drain("ctl-h", "new disk", "ada");
    control.resume("ctl-h", "bob");

    // then
    List<String> changes =
        sql.query(
            """
            SELECT what || ' ' || was || ' ' || is_now || ' ' || said_by AS line
            FROM machine_history WHERE machine = 'ctl-h' AND what = 'duty' ORDER BY position
            """,
            row -> row.text("line"));
    assertThat(changes).containsExactly("duty IN_USE DRAINED ada", "duty DRAINED IN_USE bob");
  }

  private Predicate<String> say(String word) {
    return switch (word) {
      case "maintenance" -> machine -> control.maintenance(machine, "a test", "admin");
      default -> machine -> control.quarantine(machine, "a test", "admin");
    };
  }

  private Predicate<String> back(String word) {
    return word.equals("quarantine")
        ? machine -> control.release(machine, "admin")
        : machine -> control.resume(machine, "admin");
  }

  private void register(String machine, String more) {
    assertThat(api.put("/api/v1/machines/" + machine, "{" + more + "}").status()).isEqualTo(201);
  }

  private String submit(String where) {
    return api.post("/api/v1/jobs", "{\"command\": [\"true\"], " + where + "}")
        .json()
        .path("id")
        .asText();
  }

  private void becomes(String job, String state) {
    await().untilAsserted(() -> assertThat(api.state(job)).isEqualTo(state));
  }
}
