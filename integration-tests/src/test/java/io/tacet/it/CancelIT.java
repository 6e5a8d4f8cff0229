package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.it.harness.Jobs;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A job can be stopped wherever it is, and has one outcome all the same. */
class CancelIT extends RunningInstallationTest {

  @Test
  void anOrderThatNoWorkerHasTakenIsTakenBack() {
    // given
    String machine = registered("m");
    Job first = tacet.api().submit(Jobs.command(machine, "true"));
    awaitState(first.id(), JobState.DISPATCHED);

    // when
    tacet.api().cancel(first.id());
    awaitState(first.id(), JobState.CANCELLED);
    tacet.startWorker(machine);
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    awaitEnd(next.id());

    // then
    assertThat(tacet.api().job(first.id()).state()).isEqualTo(JobState.CANCELLED.name());
    assertOneOutcomePerAttempt(first.id());
    assertOneOutcomePerAttempt(next.id());
  }

  @Test
  void aRunningJobThatAllowsItEndsAtTheNextPhaseBorder() throws IOException {
    // given
    String machine = startWithMachine("m");
    Path started = directory.resolve("started");
    Path go = directory.resolve("go");
    Path second = directory.resolve("second");
    String scenario =
        """
        name: two phases
        phases:
          - name: BASELINE
            commands:
              - [sh, -c, 'touch "$0"; while [ ! -e "$1" ]; do sleep 0.1; done', %s, %s]
          - name: RUNTIME
            commands:
              - [touch, %s]
        """
            .formatted(started, go, second);
    Job job = tacet.api().submit(Jobs.scenario(machine, true, scenario));
    await().atMost(LIMIT).until(() -> Files.exists(started));

    // when
    tacet.api().cancel(job.id());
    awaitState(job.id(), JobState.CANCEL_REQUESTED);
    await("the command lies on the machine's topic")
        .atMost(LIMIT)
        .until(
            () ->
                tacet
                    .reader()
                    .eventsOf(
                        tacet.topics().jobs(new io.tacet.contract.machine.MachineId(machine)),
                        job.id())
                    .stream()
                    .anyMatch(command -> command.get("kind").toString().equals("CANCEL")));
    Files.createFile(go);
    Job ended = awaitEnd(job.id());

    // then
    assertThat(ended.state()).isEqualTo(JobState.CANCELLED.name());
    assertThat(second).doesNotExist();
    assertOneOutcomePerAttempt(job.id());
  }
}
