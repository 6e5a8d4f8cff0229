package io.tacet.scheduler.job;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * People, workers and the scheduler itself at the same jobs, in an order that chance decides: late,
 * duplicated and contradicting words, on real Kafka. Its seed is in every message; give it by
 * {@code -Dtacet.test.seed=}.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class InterleavingTest {

  private static final Logger LOG = Logger.getLogger(InterleavingTest.class);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int JOBS = 4;
  private static final int STEPS = 60;
  private static final List<JobState> PROGRESS =
      List.of(
          JobState.ACCEPTED,
          JobState.COOLING,
          JobState.WARMING,
          JobState.PREPARING,
          JobState.MEASURING);
  private static final List<JobState> OUTCOMES =
      List.of(JobState.FINISHED, JobState.FAILED, JobState.INTERRUPTED, JobState.INTERRUPTED);

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void whateverHappensEveryJobEndsOnceAndEveryOrderHasOneOutcome() {
    // given
    long seed = Long.getLong("tacet.test.seed", System.nanoTime());
    LOG.infof("seed %d", seed);
    Random random = new Random(seed);
    api.put("/api/v1/machines/chance-1", "{\"labels\": {\"chance\": \"yes\"}}");
    Worker worker = new Worker(kafka, "chance-1");
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(submit(random.nextBoolean(), jobs, random));
    }
    List<String> done = new ArrayList<>();

    // when
    for (int i = 0; i < STEPS; i++) {
      done.add(step(worker, jobs.get(random.nextInt(JOBS)), random));
    }
    String story = "seed " + seed + ": " + done;
    finish(worker, jobs, story);

    // then
    for (String job : jobs) {
      List<String> history = api.history(job);
      String end = history.get(history.size() - 1);
      assertThat(history.stream().filter(InterleavingTest::isEnd))
          .as("%s; %s", job, story)
          .hasSize(1);
      assertThat(isEnd(end)).as("%s; %s", job, story).isTrue();
      assertThat(kafka.outcomes(job).stream().map(one -> one.replaceAll(":.*", "")))
          .as("%s; %s", job, story)
          .doesNotHaveDuplicates();
      assertThat(worker.commands(job, CommandKind.ORDER))
          .as("%s; %s", job, story)
          .extracting(JobCommand::getOrderId)
          .doesNotHaveDuplicates();
    }
  }

  private String submit(boolean labelled, List<String> before, Random random) {
    String where = labelled ? "\"labels\": {\"chance\": \"yes\"}" : "\"machine\": \"chance-1\"";
    String after =
        before.isEmpty() || random.nextBoolean()
            ? ""
            : ", \"after\": [\"" + before.get(0) + "\"], \"afterAny\": " + random.nextBoolean();
    Api.Answer answer =
        api.post(
            "/api/v1/jobs",
            "{%s, \"command\": [\"true\"], \"maxAttempts\": 3, \"interruptible\": %s%s}"
                .formatted(where, random.nextBoolean(), after));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private String step(Worker worker, String job, Random random) {
    List<JobCommand> orders = worker.commands(job, CommandKind.ORDER);
    int dice = random.nextInt(10);
    if (dice == 0) {
      return job + " hold " + api.post("/api/v1/jobs/" + job + "/hold", null).status();
    } else if (dice <= 2) {
      return job + " release " + api.post("/api/v1/jobs/" + job + "/release", null).status();
    } else if (dice == 3 && random.nextInt(3) == 0) {
      return job + " cancel " + api.post("/api/v1/jobs/" + job + "/cancel", null).status();
    } else if (orders.isEmpty()) {
      return job + " nothing";
    }
    // Any order it ever had: most of them are over
    JobCommand order = orders.get(random.nextInt(orders.size()));
    if (dice <= 6) {
      JobState state = PROGRESS.get(random.nextInt(PROGRESS.size()));
      JobStatus status = worker.status(order, state, LONG);
      int times = 1 + random.nextInt(2);
      for (int i = 0; i < times; i++) {
        kafka.send(kafka.topics().jobStatus(), job, status);
      }
      return job + " " + order.getAttempt() + " " + state + " ×" + times;
    }
    JobState state = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    return job + " " + order.getAttempt() + " " + state + " " + outcome(worker, order, state);
  }

  /** False also when who ends orders in the machine's place was there at the same moment. */
  private static boolean outcome(Worker worker, JobCommand order, JobState state) {
    try {
      return worker.outcome(order, state);
    } catch (org.apache.kafka.common.KafkaException e) {
      return false;
    }
  }

  /** Lets the jobs come to their ends: releases them, and finishes whatever orders there are. */
  private void finish(Worker worker, List<String> jobs, String story) {
    await()
        .alias(story)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              List<String> open = jobs.stream().filter(job -> !isEnd(api.state(job))).toList();
              for (String job : open) {
                api.post("/api/v1/jobs/" + job + "/release", null);
                List<JobCommand> orders = worker.commands(job, CommandKind.ORDER);
                if (!orders.isEmpty()) {
                  outcome(worker, orders.get(orders.size() - 1), JobState.FINISHED);
                }
              }
              return open.isEmpty();
            });
  }

  private static boolean isEnd(String state) {
    return JobLifecycle.isEnd(JobState.valueOf(state));
  }
}
