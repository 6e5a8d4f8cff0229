package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.Job;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Kills, pauses and cuts off scheduler, worker and broker at random steps of random jobs, and then
 * asks a plain reader: one outcome per attempt, none lost.
 *
 * <p>Short by default. A long run: {@code mvn verify -pl integration-tests -am
 * -Dit.test=RandomFaultsIT -Dtacet.it.rounds=500}; the same run again: {@code
 * -Dtacet.it.seed=SEED}.
 */
class RandomFaultsIT extends InstallationTest {

  /**
   * Steps of a job at which a fault is injected; the last two are often passed too fast to be hit.
   */
  private static final List<JobState> STEPS =
      List.of(JobState.QUEUED, JobState.DISPATCHED, JobState.PREPARING, JobState.MEASURING);

  /** Of this JVM, so that a run that is repeated because it failed does the same again. */
  private static final long SEED = seed();

  private enum Fault {
    NONE,
    KILL_WORKER,
    PAUSE_WORKER_UNTIL_OVERDUE,
    KILL_SCHEDULER,
    KILL_BROKER,
    KILL_WORKER_AND_SCHEDULER,
    CANCEL
  }

  @Test
  void whateverHappensEveryAttemptHasOneOutcome() {
    // given
    int rounds = Integer.getInteger("tacet.it.rounds", 6);
    System.out.println("RandomFaultsIT: " + rounds + " rounds, -Dtacet.it.seed=" + SEED);
    Random random = new Random(SEED);
    tacet
        .schedulerSetting("TACET_SCHEDULER_OVERDUE_GRACE", "PT1S")
        .schedulerSetting("TACET_SCHEDULER_OVERDUE_CHECK", "PT0.5S");
    Victims victims = new Victims(tacet, tacet.machine("m"));
    List<Job> jobs = new ArrayList<>();

    // when
    for (int round = 1; round <= rounds; round++) {
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      JobState step = STEPS.get(random.nextInt(STEPS.size()));
      System.out.println("  round " + round + ": " + fault + " from " + step + " on");
      Job job = tacet.api().submit(Jobs.limited(victims.machine(), 10, 10, "sleep", "1"));
      jobs.add(job);
      awaitStepOrEnd(job, step);
      inject(fault, victims, job);
    }

    // then
    for (Job job : jobs) {
      Job ended = awaitEnd(job.id());
      assertThat(ended.state()).as(ended.message()).isIn("FINISHED", "CANCELLED");
      if (ended.attempt() == 0) { // cancelled before it was ordered, so there is no order to end
        assertThat(ended.state()).isEqualTo("CANCELLED");
        assertNoOutcome(job.id());
      } else {
        assertOneOutcomePerAttempt(job.id());
      }
    }
  }

  private void awaitStepOrEnd(Job job, JobState step) {
    Awaitility.await("job " + job.id() + " has reached " + step)
        .atMost(LIMIT)
        .until(() -> reached(JobState.valueOf(tacet.api().job(job.id()).state()), step));
  }

  private static boolean reached(JobState state, JobState step) {
    return JobLifecycle.isEnd(state) || STEPS.indexOf(state) >= STEPS.indexOf(step);
  }

  private void inject(Fault fault, Victims victims, Job job) {
    switch (fault) {
      case NONE -> awaitEnd(job.id());
      case KILL_WORKER -> victims.restartWorker();
      case PAUSE_WORKER_UNTIL_OVERDUE -> victims.pauseWorkerUntilOverdue(job.id());
      case KILL_SCHEDULER -> victims.restartScheduler();
      case KILL_BROKER -> {
        if (parts.brokerIsRestartable()) {
          parts.cluster().kafka().kill();
          parts.cluster().kafka().start();
        }
      }
      case KILL_WORKER_AND_SCHEDULER -> {
        victims.restartWorker();
        victims.restartScheduler();
      }
      // It may be over by now, which is told by a status that is no success.
      case CANCEL -> tacet.api().raw("POST", "/jobs/" + job.id() + "/cancel", "{}");
    }
  }

  private static long seed() {
    String given = System.getProperty("tacet.it.seed", "");
    return given.isBlank() ? new Random().nextLong() : Long.parseLong(given);
  }
}
