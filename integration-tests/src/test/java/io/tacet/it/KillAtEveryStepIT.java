package io.tacet.it;

import static io.tacet.contract.fault.FaultPoint.WORKER_CLEANED;
import static io.tacet.contract.fault.FaultPoint.WORKER_COMMITTED;
import static io.tacet.contract.fault.FaultPoint.WORKER_FOUND;
import static io.tacet.contract.fault.FaultPoint.WORKER_GATED;
import static io.tacet.contract.fault.FaultPoint.WORKER_MEASURED;
import static io.tacet.contract.fault.FaultPoint.WORKER_PHASE_ENDED;
import static io.tacet.contract.fault.FaultPoint.WORKER_PREPARED;
import static io.tacet.contract.fault.FaultPoint.WORKER_RECOVERING;
import static io.tacet.contract.fault.FaultPoint.WORKER_RELEASED;
import static io.tacet.contract.fault.FaultPoint.WORKER_SENT;
import static io.tacet.contract.fault.FaultPoint.WORKER_SILENT;
import static io.tacet.contract.fault.FaultPoint.WORKER_SPOOLED;
import static io.tacet.contract.fault.FaultPoint.WORKER_SPOOLING;
import static io.tacet.contract.fault.FaultPoint.WORKER_TAKEN;
import static io.tacet.schema.JobState.FINISHED;
import static io.tacet.schema.JobState.INTERRUPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.rest.Job;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Outcomes;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks the steps of the worker's loop. Worker after worker is started on the same state directory
 * and killed at the next step; each looks first after what the one before has left. In the end
 * journal and spool have led to one outcome per attempt, and nothing is left, no file, no process.
 */
class KillAtEveryStepIT extends InstallationTest {

  private static final int ATTEMPTS = 10;

  /** Leaves a process running that does not want to go. */
  private static final String SCRIPT =
      "setsid sh -c 'trap \"\" TERM; echo $$ >> \"$0\"; exec sleep 600' \"$0\" & sleep 0.2";

  /**
   * The way of one job.
   *
   * @param deaths where worker after worker is killed
   * @param outcomes of the job's attempts then
   */
  private record Walk(String name, List<FaultPoint> deaths, List<JobState> outcomes) {}

  private static final List<Walk> WALKS =
      List.of(
          new Walk(
              "each worker gives up the attempt of the one before and is killed one step further",
              List.of(
                  WORKER_FOUND, // nothing was taken: the same attempt again
                  WORKER_TAKEN, // attempt 1
                  WORKER_GATED,
                  WORKER_PREPARED,
                  WORKER_SILENT,
                  WORKER_PHASE_ENDED,
                  WORKER_RECOVERING, // of attempt 5
                  WORKER_MEASURED, // attempt 6; all that follows is its interruption
                  WORKER_SPOOLING,
                  WORKER_SPOOLED,
                  WORKER_SENT,
                  WORKER_COMMITTED,
                  WORKER_RELEASED,
                  WORKER_CLEANED), // of attempt 7
              List.of(
                  INTERRUPTED,
                  INTERRUPTED,
                  INTERRUPTED,
                  INTERRUPTED,
                  INTERRUPTED,
                  INTERRUPTED,
                  FINISHED)),
          new Walk(
              "a complete result comes through whatever happens",
              List.of(
                  WORKER_SPOOLED,
                  WORKER_RECOVERING,
                  WORKER_SENT,
                  WORKER_COMMITTED,
                  WORKER_RELEASED),
              List.of(FINISHED)),
          new Walk(
              "an incomplete result does not",
              List.of(WORKER_SPOOLING),
              List.of(INTERRUPTED, FINISHED)),
          new Walk(
              "a transaction that is open is undone", List.of(WORKER_SENT), List.of(FINISHED)));

  @Test
  void noStepIsLeftOut() {
    assertThat(WALKS.stream().flatMap(walk -> walk.deaths().stream()))
        .containsAll(
            Arrays.stream(FaultPoint.values())
                .filter(point -> point.name().startsWith("WORKER_"))
                .toList());
  }

  @Test
  void whereverItIsKilledAnAttemptHasOneOutcomeAndNothingIsLeft() throws IOException {
    // given
    tacet.startScheduler();
    String machine = tacet.machine("m");
    tacet.api().register(machine);

    // when
    List<Job> jobs = WALKS.stream().map(walk -> killedAtEach(walk, machine)).toList();
    tacet.startWorker(machine);

    // then
    for (int i = 0; i < jobs.size(); i++) {
      Walk walk = WALKS.get(i);
      Job ended = awaitEnd(jobs.get(i).id());
      assertThat(ended.state()).as("%s: %s", walk, ended.message()).isEqualTo("FINISHED");
      assertThat(outcomes(ended)).as(walk.name()).isEqualTo(walk.outcomes());
      assertOneOutcomePerAttempt(ended.id());
    }
    awaitIdle(machine);
    assertNoFileIsLeft(machine);
    assertNoProcessIsLeft();
  }

  /** Submits a job when its first worker runs. */
  private Job killedAtEach(Walk walk, String machine) {
    ChildProcess first = tacet.startWorker(machine, walk.deaths().get(0));
    Job job =
        tacet.api().submit(Jobs.command(machine, ATTEMPTS, "sh", "-c", SCRIPT, pids().toString()));
    awaitDeath(first, walk.deaths().get(0));
    for (FaultPoint death : walk.deaths().subList(1, walk.deaths().size())) {
      awaitDeath(tacet.startWorker(machine, death), death);
    }
    return job;
  }

  private static void awaitDeath(ChildProcess worker, FaultPoint death) {
    await("death at " + death).atMost(LIMIT).until(() -> !worker.isAlive());
    assertThat(worker.onExit().join()).as("%s", death).isEqualTo(FaultPoint.EXIT_STATUS);
  }

  private Path pids() {
    return directory.resolve("pids");
  }

  private void assertNoFileIsLeft(String machine) {
    Path state = tacet.workerState(machine);
    assertThat(state.resolve("order.avro")).doesNotExist();
    assertThat(state.resolve("jobs")).isEmptyDirectory();
    assertThat(state.resolve("superseded")).isEmptyDirectory();
  }

  /** One that was killed is there until it is reaped. */
  private void assertNoProcessIsLeft() throws IOException {
    try (Stream<String> lines = Files.lines(pids())) {
      List<Long> all = lines.map(Long::parseLong).toList();
      assertThat(all).isNotEmpty();
      await("all processes have gone")
          .atMost(LIMIT)
          .until(() -> all.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }
  }

  private List<JobState> outcomes(Job job) {
    return Outcomes.among(tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id())).stream()
        .map(Outcomes::state)
        .toList();
  }
}
