package io.tacet.scheduler.dispatch;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobDefinition;
import io.tacet.scheduler.job.JobMoves;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.Standing;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.ProjectShare;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is at a machine, with runs whose length is given. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class QueueOrderTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Inject Claim claim;
  @Inject Sql sql;
  @Inject JobStore jobs;
  @Inject JobMoves moves;
  @Inject JobAnnouncement announcement;
  @Inject Transactions transactions;
  @Inject Ids ids;
  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void theHighestPriorityGoesFirstThenWhoCameFirst() {
    // given
    String machine = machine("turn-1");
    List<String> queued = new ArrayList<>();
    transactions.run(
        () ->
            List.of(0, -3, 5, 0, 5)
                .forEach(priority -> queued.add(insert(machine, "default", priority))));

    // when
    List<String> order = run(machine, 5, MINUTE).stream().map(JobRow::id).toList();

    // then
    assertThat(order)
        .containsExactly(queued.get(2), queued.get(4), queued.get(0), queued.get(3), queued.get(1));
  }

  @Test
  void projectsShareAMachineByTheirWeights() {
    // given: the accountant says that one has paid for twice as much
    project("turn-a");
    project("turn-b");
    weigh("turn-a", "2");
    String machine = machine("turn-2");
    transactions.run(
        () -> {
          IntStream.range(0, 8).forEach(i -> insert(machine, "turn-b", 0));
          IntStream.range(0, 8).forEach(i -> insert(machine, "turn-a", 0));
        });

    // when
    List<String> projects = run(machine, 9, MINUTE).stream().map(JobRow::project).toList();

    // then
    assertThat(Collections.frequency(projects, "turn-a")).isEqualTo(6);
    assertThat(Collections.frequency(projects, "turn-b")).isEqualTo(3);
    assertThat(projects).startsWith("turn-b", "turn-a", "turn-a", "turn-b");
  }

  @Test
  void aLongJobIsPaidForWithWaiting() {
    // given
    project("turn-long");
    project("turn-short");
    String machine = machine("turn-3");
    transactions.run(
        () -> {
          IntStream.range(0, 2).forEach(i -> insert(machine, "turn-long", 0));
          IntStream.range(0, 12).forEach(i -> insert(machine, "turn-short", 0));
        });

    // when
    run(machine, 1, MINUTE.multipliedBy(10));
    List<String> projects = run(machine, 11, MINUTE).stream().map(JobRow::project).toList();

    // then
    assertThat(projects.subList(0, 10)).containsOnly("turn-short");
    assertThat(projects.get(10)).isEqualTo("turn-long");
  }

  @Test
  void whoWasAwayBringsNoCredit() {
    // given: one project has had the machine for itself
    project("turn-busy");
    project("turn-away");
    String machine = machine("turn-4");
    transactions.run(() -> IntStream.range(0, 10).forEach(i -> insert(machine, "turn-busy", 0)));
    run(machine, 5, MINUTE);

    // when
    transactions.run(() -> IntStream.range(0, 5).forEach(i -> insert(machine, "turn-away", 0)));
    List<String> projects = run(machine, 6, MINUTE).stream().map(JobRow::project).toList();

    // then: half of it from now on, and not all of it until the past is made good
    assertThat(Collections.frequency(projects, "turn-away")).isEqualTo(3);
  }

  @Test
  void whatTheMachineHasLostIsNotTheProjectsShare() {
    // given
    project("turn-unlucky");
    project("turn-lucky");
    String machine = machine("turn-5");
    transactions.run(
        () -> {
          insert(machine, "turn-unlucky", 0);
          IntStream.range(0, 2).forEach(i -> insert(machine, "turn-lucky", 0));
        });

    // when
    JobRow first = take(machine);
    end(first, JobState.INTERRUPTED, Duration.ofHours(1));

    // then
    assertThat(
            sql.query(
                "SELECT pass FROM project_passes WHERE project = ?",
                row -> row.text("pass"),
                first.project()))
        .isEmpty();
  }

  @Test
  void anOrderNoMachineHasBegunCostsNothingAndWaitingForOneNeither() {
    // given
    project("turn-patient");
    String machine = machine("turn-7");
    transactions.run(() -> IntStream.range(0, 2).forEach(i -> insert(machine, "turn-patient", 0)));

    // when: the one is cancelled after an hour; the other begins after an hour and takes a minute
    end(take(machine), JobState.CANCELLED, Duration.ofHours(1));
    JobRow second = take(machine);
    Instant begins = Objects.requireNonNull(second.dispatchedAt()).plus(Duration.ofHours(1));
    transactions.run(
        () ->
            moves.progress(
                jobs.lock(second.id()).orElseThrow(),
                announcement.status(second, JobState.ACCEPTED, What.order(second.orderId())),
                begins));
    end(second, JobState.FINISHED, Duration.ofHours(1).plus(MINUTE));

    // then
    assertThat(
            sql.query(
                "SELECT pass::bigint FROM project_passes WHERE project = 'turn-patient'",
                row -> row.longNumber("pass")))
        .containsExactly(MINUTE.toSeconds());
  }

  @Test
  void aMachineCanTakeItsJobsAtRandom() {
    // given
    String machine = machine("turn-6");
    Api.Answer answer =
        api.put(
            "/api/v1/machines/turn-6", "{\"kind\": \"DEVELOPMENT\", \"queueOrder\": \"random\"}");
    List<String> queued = new ArrayList<>();
    transactions.run(
        () -> IntStream.range(0, 12).forEach(i -> queued.add(insert(machine, "default", 0))));

    // when
    List<String> order = run(machine, 12, MINUTE).stream().map(JobRow::id).toList();

    // then: in order by chance once in 479 million
    assertThat(answer.json().path("queueOrder").asText()).isEqualTo("RANDOM");
    assertThat(order).containsExactlyInAnyOrderElementsOf(queued).isNotEqualTo(queued);
  }

  private void weigh(String project, String weight) {
    kafka.send(
        kafka.topics().shares(),
        project,
        ProjectShare.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setProject(project)
            .setWeight(new BigDecimal(weight).setScale(6))
            .build());
    await()
        .until(
            () ->
                sql.first(
                        "SELECT weight FROM project_weights WHERE project = ?",
                        row -> row.text("weight"),
                        project)
                    .isPresent());
  }

  /** Runs jobs of a machine, one after the other; who came when. */
  private List<JobRow> run(String machine, int count, Duration each) {
    List<JobRow> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JobRow job = take(machine);
      order.add(job);
      end(job, JobState.FINISHED, each);
    }
    return order;
  }

  /** The job whose order is out; this or the service's own thread has claimed it. */
  private JobRow take(String machine) {
    assertThat(claim.next(machine).isPresent()).isIn(true, false);
    return await().until(() -> jobs.active(machine), java.util.Optional::isPresent).orElseThrow();
  }

  private void end(JobRow job, JobState state, Duration after) {
    JobStatus status =
        announcement.status(
            job, state, new What(job.orderId(), ErrorClass.MACHINE, "as told", null));
    transactions.run(
        () ->
            moves.outcome(
                jobs.lock(job.id()).orElseThrow(),
                status,
                Objects.requireNonNull(job.dispatchedAt()).plus(after)));
  }

  private String machine(String id) {
    api.registerMachine(id);
    return id;
  }

  private void project(String id) {
    assertThat(api.put("/api/v1/projects/" + id, "{}").status()).isEqualTo(201);
  }

  private String insert(String machine, String project, int priority) {
    JobRow job =
        new JobRow(
            ids.job(),
            "turn",
            project,
            "admin",
            machine,
            JobState.QUEUED,
            0,
            0,
            3,
            null,
            new JobDefinition(true, List.of("true"), null, null, Map.of(), 60, false, null),
            Instant.now(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            new Standing(machine, priority, Map.of(), null, 0, null, null, null));
    jobs.insert(job);
    return job.id();
  }
}
