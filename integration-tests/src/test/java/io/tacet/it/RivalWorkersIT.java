package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Outcomes;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two who both think that an order is theirs. */
class RivalWorkersIT extends InstallationTest {

  @Test
  void twoWorkersOfOneMachineBringOneOutcome() {
    // given
    tacet.startScheduler();
    String machine = tacet.machine("m");
    tacet.api().register(machine);
    tacet.startWorker(machine, "left", Map.of());
    tacet.startWorker(machine, "right", Map.of());
    awaitIdle(machine);

    // when
    List<Job> jobs =
        Stream.generate(() -> tacet.api().submit(Jobs.command(machine, 10, "true")))
            .limit(3)
            .toList();

    // then
    assertThat(jobs)
        .allSatisfy(
            job -> {
              assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
              assertOneOutcomePerAttempt(job.id());
            });
  }

  @Test
  void aWorkerThatWasDeclaredOverdueKeepsItsLateResultToItself() throws IOException {
    // given: a job that its worker has begun
    tacet
        .schedulerSetting("TACET_SCHEDULER_OVERDUE_GRACE", "PT1S")
        .schedulerSetting("TACET_SCHEDULER_OVERDUE_CHECK", "PT0.5S");
    tacet.startScheduler();
    String machine = tacet.machine("m");
    tacet.api().register(machine);
    ChildProcess worker = tacet.startWorker(machine);
    awaitIdle(machine);
    Path started = directory.resolve("started");
    Path go = directory.resolve("go");
    String script = "touch \"$0\"; while [ ! -e \"$1\" ]; do sleep 0.1; done";
    Job job =
        tacet
            .api()
            .submit(
                Jobs.limited(
                    machine, 1, 10, "sh", "-c", script, started.toString(), go.toString()));
    await().atMost(LIMIT).until(() -> Files.exists(started));

    // when: it stands still until the scheduler has given it up, and then goes on
    worker.pause();
    Job failed = awaitEnd(job.id());
    Files.createFile(go);
    worker.resume();
    Path superseded = tacet.workerState(machine).resolve("superseded");

    // then
    await("the late result is kept locally")
        .atMost(LIMIT)
        .until(() -> Files.isDirectory(superseded) && !isEmpty(superseded));
    assertThat(failed.state()).isEqualTo(JobState.FAILED.name());
    assertThat(
            Outcomes.among(tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id())).stream()
                .map(Outcomes::state))
        .containsExactly(JobState.INTERRUPTED);
    assertOneOutcomePerAttempt(job.id());

    // then: the worker takes its next job
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    assertThat(awaitEnd(next.id()).state()).isEqualTo(JobState.FINISHED.name());
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }
}
