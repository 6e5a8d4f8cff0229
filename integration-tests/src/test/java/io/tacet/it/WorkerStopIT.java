package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Outcomes;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker is told to stop while it measures. */
class WorkerStopIT extends RunningInstallationTest {

  private static final int SIGINT = 2;
  private static final String UNTIL_GO =
      "echo $$ > \"$0\"; while [ ! -e \"$1\" ]; do sleep 0.1; done";

  @Test
  void aJobThatFitsTheTimeIsFinishedAndReported() throws IOException {
    // given
    String machine = registered("m");
    ChildProcess worker = startWorker(machine, "PT10M");
    Job job = running(machine);

    // when
    send(worker, "TERM");
    Files.createFile(go());

    // then
    assertThat(worker.awaitExit(LIMIT)).isTrue();
    assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertThat(awaitEnd(job.id()).attempt()).isEqualTo(1);
    assertOneOutcomePerAttempt(job.id());
  }

  @Test
  void aJobThatDoesNotFitIsInterruptedAndRunsAgain() throws IOException {
    // given
    assumeThat(interruptIsIgnored())
        .as("SIGINT is ignored here, as in what a shell script starts with &; so would the worker")
        .isFalse();
    String machine = registered("m");
    ChildProcess worker = startWorker(machine, "PT1S");
    Job job = running(machine);
    long process = Long.parseLong(Files.readString(pid()).strip());

    // when
    send(worker, "INT");

    // then
    assertThat(worker.awaitExit(LIMIT)).isTrue();
    awaitAttempt(job, 2);
    assertThat(ProcessHandle.of(process)).isEmpty();
    Files.createFile(go());
    startWorker(machine, "PT10M");
    assertThat(awaitEnd(job.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertOneOutcomePerAttempt(job.id());
  }

  @Test
  void aSecondSignalEndsTheJobAtOnce() throws IOException {
    // given: it would wait ten minutes for a job that never ends
    String machine = registered("m");
    ChildProcess worker = startWorker(machine, "PT10M");
    Job job = running(machine);
    long process = Long.parseLong(Files.readString(pid()).strip());

    // when
    send(worker, "TERM");
    await().atMost(LIMIT).until(() -> worker.logSinceStart().contains("Told to stop"));
    assertThat(worker.isAlive()).isTrue();
    send(worker, "TERM");

    // then
    assertThat(worker.awaitExit(LIMIT)).isTrue();
    awaitAttempt(job, 2);
    assertThat(ProcessHandle.of(process)).isEmpty();
    assertOneOutcome(job);
  }

  private void assertOneOutcome(Job job) {
    assertThat(Outcomes.among(tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id())))
        .extracting(Outcomes::state)
        .containsExactly(JobState.INTERRUPTED);
  }

  private ChildProcess startWorker(String machine, String stopTimeout) {
    return tacet.startWorker(machine, machine, Map.of("TACET_WORKER_STOP_TIMEOUT", stopTimeout));
  }

  /** Submits a job that runs until it may end, and waits until it does. */
  private Job running(String machine) {
    Job job =
        tacet
            .api()
            .submit(Jobs.command(machine, "sh", "-c", UNTIL_GO, pid().toString(), go().toString()));
    await()
        .atMost(LIMIT)
        .ignoreException(java.nio.file.NoSuchFileException.class)
        .until(() -> Files.size(pid()) > 0);
    return job;
  }

  private void awaitAttempt(Job job, int attempt) {
    await("attempt " + attempt)
        .atMost(LIMIT)
        .until(() -> tacet.api().job(job.id()).attempt() >= attempt);
  }

  /**
   * Whether this process, and so each one it starts, ignores SIGINT: proc_pid_status(5), SigIgn.
   */
  private static boolean interruptIsIgnored() throws IOException {
    long ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    return (ignored & 1L << (SIGINT - 1)) != 0;
  }

  private static void send(ChildProcess worker, String signal) throws IOException {
    Process kill = new ProcessBuilder("kill", "-s", signal, "" + worker.pid()).inheritIO().start();
    assertThat(
            kill.onExit()
                .orTimeout(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join()
                .exitValue())
        .isZero();
  }

  private Path pid() {
    return directory.resolve("pid");
  }

  private Path go() {
    return directory.resolve("go");
  }
}
