package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Usage;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Outcomes;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker may die anywhere. */
class WorkerCrashIT extends RunningInstallationTest {

  @Test
  void aWorkerKilledWhileMeasuringLeavesNoProcessAndTheJobRunsAgain() throws IOException {
    // given: a job that waits in its first attempt and ends at once in its second
    tacet.startAccountant();
    String machine = registered("m");
    ChildProcess worker = tacet.startWorker(machine);
    awaitIdle(machine);
    Path pidFile = directory.resolve("pid");
    String script = "[ -e \"$0\" ] && exit 0; echo $$ > \"$0\"; while :; do sleep 1; done";
    Job job = tacet.api().submit(Jobs.command(machine, "sh", "-c", script, pidFile.toString()));
    await().atMost(LIMIT).until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
    long pid = Long.parseLong(Files.readString(pidFile).trim());
    assertThat(ProcessHandle.of(pid)).isPresent();

    // when
    worker.kill();
    tacet.startWorker(machine);
    Job ended = awaitEnd(job.id());

    // then
    assertThat(ProcessHandle.of(pid)).as("process of the first attempt").isEmpty();
    assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
    assertThat(outcomes(job)).containsExactly(JobState.INTERRUPTED, JobState.FINISHED);
    assertOneOutcomePerAttempt(job.id());

    // then: each attempt is billed once and says where its CPU time comes from
    await().atMost(LIMIT).until(() -> tacet.api().usage(job.id()).size() == 2);
    assertThat(tacet.api().usage(job.id()))
        .extracting(Usage::outcome)
        .containsExactlyInAnyOrder("INTERRUPTED", "FINISHED");
    assertThat(tacet.api().usage(job.id()))
        .allSatisfy(
            usage -> {
              if (usage.outcome().equals("INTERRUPTED")) {
                assertThat(usage.cpuSource()).isIn("LAST_SAMPLE", "UNKNOWN");
              } else {
                assertThat(usage.cpuSource()).isIn("CGROUP", "REAPED");
              }
              assertThat(usage.serviceUnits() == null)
                  .isEqualTo(usage.cpuSource().equals("UNKNOWN"));
            });
  }

  @Test
  void aWorkerKilledBetweenSpoolAndReportStillReportsTheTrueResult() {
    // given
    String machine = registered("m");
    ChildProcess worker = tacet.startWorker(machine, FaultPoint.WORKER_SPOOLED);
    awaitIdle(machine);

    // when
    Job job = tacet.api().submit(Jobs.command(machine, "true"));
    await().atMost(LIMIT).until(() -> !worker.isAlive());
    assertThat(worker.onExit().join()).isEqualTo(FaultPoint.EXIT_STATUS);
    assertThat(outcomes(job)).isEmpty();
    tacet.startWorker(machine);

    // then
    assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertThat(outcomes(job)).containsExactly(JobState.FINISHED);
  }

  @Test
  void aWorkerKilledBetweenCommitAndJournalReportsNothingTwice() {
    // given
    String machine = registered("m");
    ChildProcess worker = tacet.startWorker(machine, FaultPoint.WORKER_COMMITTED);
    awaitIdle(machine);

    // when
    Job job = tacet.api().submit(Jobs.command(machine, "true"));
    await().atMost(LIMIT).until(() -> !worker.isAlive());
    assertThat(worker.onExit().join()).isEqualTo(FaultPoint.EXIT_STATUS);
    awaitEnd(job.id());
    tacet.startWorker(machine);
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    awaitEnd(next.id());

    // then
    assertThat(outcomes(job)).containsExactly(JobState.FINISHED);
    assertOneOutcomePerAttempt(job.id());
    assertOneOutcomePerAttempt(next.id());
  }

  @Test
  void aWorkerKilledAfterTakingAnOrderGivesItBack() {
    // given
    String machine = registered("m");
    ChildProcess worker = tacet.startWorker(machine, FaultPoint.WORKER_TAKEN);
    awaitIdle(machine);

    // when
    Job job = tacet.api().submit(Jobs.command(machine, "true"));
    await().atMost(LIMIT).until(() -> !worker.isAlive());
    tacet.startWorker(machine);

    // then
    assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertThat(outcomes(job)).endsWith(JobState.FINISHED);
    assertOneOutcomePerAttempt(job.id());
  }

  private List<JobState> outcomes(Job job) {
    return Outcomes.among(tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id())).stream()
        .map(Outcomes::state)
        .toList();
  }
}
