package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Outcomes;
import io.tacet.it.harness.Parts;
import io.tacet.schema.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A test with an installation of its own. */
abstract class InstallationTest {

  static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  Parts parts;
  Installation tacet;

  @BeforeEach
  void install() {
    parts = Parts.shared();
    tacet = open();
  }

  @AfterEach
  void uninstall() {
    close(tacet);
  }

  /** The installation of the next test. */
  Installation open() {
    return new Installation(parts, directory);
  }

  /** Ends what a test has started. */
  void close(Installation installation) {
    installation.close();
  }

  /** Starts the scheduler. */
  void startScheduler() {
    tacet.startScheduler();
  }

  /** Registers a machine that no other test has; its id. */
  String registered(String name) {
    String machine = tacet.machine(name);
    tacet.api().register(machine);
    return machine;
  }

  /** Starts scheduler and a worker for a new machine, and waits until the worker is idle. */
  String startWithMachine(String name) {
    startScheduler();
    String machine = registered(name);
    tacet.startWorker(machine);
    awaitIdle(machine);
    return machine;
  }

  void awaitIdle(String machine) {
    await("worker of " + machine + " is idle")
        .atMost(LIMIT)
        .until(() -> tacet.api().machine(machine).state().equals("IDLE"));
  }

  Job awaitState(String jobId, JobState state) {
    return await("job " + jobId + " is " + state)
        .atMost(LIMIT)
        .until(() -> tacet.api().job(jobId), job -> job.state().equals(state.name()));
  }

  Job awaitEnd(String jobId) {
    return await("job " + jobId + " is over")
        .atMost(LIMIT)
        .until(
            () -> tacet.api().job(jobId), job -> JobLifecycle.isEnd(JobState.valueOf(job.state())));
  }

  static JobOutcome outcomeOf(Job job) {
    return Objects.requireNonNull(job.outcome(), () -> "outcome of " + job);
  }

  /** A job that was never ordered has no outcome on the topic. */
  void assertNoOutcome(String jobId) {
    assertThat(
            Outcomes.perDispatchedAttempt(
                tacet.reader().eventsOf(tacet.topics().jobStatus(), jobId)))
        .as("outcomes per attempt of job " + jobId)
        .isEmpty();
  }

  /** Every attempt that was dispatched has exactly one outcome on the topic. */
  void assertOneOutcomePerAttempt(String jobId) {
    Map<Integer, Long> outcomes =
        Outcomes.perDispatchedAttempt(tacet.reader().eventsOf(tacet.topics().jobStatus(), jobId));
    assertThat(outcomes).as("outcomes per attempt of job " + jobId).isNotEmpty();
    assertThat(outcomes.values()).as("outcomes per attempt: " + outcomes).containsOnly(1L);
  }
}
