package io.tacet.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobDefinition;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.Standing;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.CheckLevel;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims side by side on a real database. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ClaimTest {

  private static final int THREADS = 6;

  @Inject Claim claim;
  @Inject Sql sql;
  @Inject JobStore jobs;
  @Inject Ids ids;
  @Inject Kafka kafka;
  @Inject Transactions transactions;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void claimsSideBySideTakeOneJobPerMachineAndEachOnce() throws Exception {
    // given: all jobs of all machines appear at once
    List<String> machines = List.of("claim-1", "claim-2", "claim-3");
    machines.forEach(api::registerMachine);
    List<String> submitted = new ArrayList<>();
    transactions.run(
        () -> {
          for (int i = 0; i < 4; i++) {
            machines.forEach(machine -> submitted.add(insert(machine)));
          }
        });

    // when
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Integer>> done = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      done.add(
          threads.submit(
              () -> {
                Thread.currentThread().setContextClassLoader(Claim.class.getClassLoader());
                start.await();
                int claimed = 0;
                for (int round = 0; round < 4; round++) {
                  for (String machine : machines) {
                    claimed += claim.next(machine).isPresent() ? 1 : 0;
                  }
                }
                return claimed;
              }));
    }
    for (Future<Integer> one : done) {
      assertThat(one.get(3, TimeUnit.MINUTES)).isNotNegative();
    }
    threads.shutdown();

    // then
    for (String machine : machines) {
      assertThat(states(machine)).containsExactly("DISPATCHED", "QUEUED", "QUEUED", "QUEUED");
    }
  }

  @Test
  void anInactiveMachineIsSentNothing() {
    // given
    api.registerMachine("claim-4");
    sql.update("UPDATE machines SET active = false WHERE id = 'claim-4'");

    // when
    insert("claim-4");

    // then
    assertThat(claim.freeMachines()).extracting(Claim.Free::id).doesNotContain("claim-4");
    assertThat(claim.next("claim-4")).isEmpty();
    assertThat(states("claim-4")).containsExactly("QUEUED");
  }

  @Test
  void theOrderHoldsWhatWasSubmitted() {
    // given
    api.registerMachine("claim-5");
    Worker worker = new Worker(kafka, "claim-5");

    // when
    String job =
        api.post(
                "/api/v1/jobs",
                """
                {"name": "night run", "machine": "claim-5", "timeLimitSeconds": 90,
                 "source": {"uri": "https://example.org/a.git", "ref": "main"},
                 "variables": {"SIZE": "3"}, "interruptible": true, "checkThreshold": "warn"}
                """)
            .json()
            .path("id")
            .asText();

    // then
    JobCommand command = worker.order(job, 1);
    assertThat(worker.commands(job, CommandKind.ORDER)).hasSize(1);
    assertThat(command.getMachine()).isEqualTo("claim-5");
    assertThat(command.getOrder().getName()).isEqualTo("night run");
    assertThat(command.getOrder().getProject()).isEqualTo("default");
    assertThat(command.getOrder().getSubmitter()).isEqualTo("admin");
    assertThat(command.getOrder().getSource().getRef()).isEqualTo("main");
    assertThat(command.getOrder().getSource().getPath()).isEqualTo("tacet.yml");
    assertThat(command.getOrder().getVariables()).isEqualTo(Map.of("SIZE", "3"));
    assertThat(command.getOrder().getTimeLimitMicros()).isEqualTo(90_000_000L);
    assertThat(command.getOrder().getInterruptible()).isTrue();
    assertThat(command.getOrder().getCheckThreshold()).isEqualTo(CheckLevel.WARN);
    assertThat(command.getOrder().getCommand()).isNull();
  }

  private List<String> states(String machine) {
    return sql.query(
        "SELECT state FROM jobs WHERE machine = ? ORDER BY position",
        row -> row.text("state"),
        machine);
  }

  private String insert(String machine) {
    JobRow job =
        new JobRow(
            ids.job(),
            "claimed",
            "default",
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
            Standing.at(machine));
    jobs.insert(job);
    return job.id();
  }
}
