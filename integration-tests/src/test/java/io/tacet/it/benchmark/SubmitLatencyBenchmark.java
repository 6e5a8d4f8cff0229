package io.tacet.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Time from a submission to the job's first process on an idle machine: the POST is about to be
 * sent, the process writes down its clock. Run it by {@code mvn verify -pl integration-tests -am
 * -Dit.test=SubmitLatencyBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SubmitLatencyBenchmark {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int WARM_UP = 10;
  private static final int JOBS = 100;

  @TempDir Path directory;

  @Test
  void fromSubmissionToFirstProcess() throws IOException {
    try (Installation tacet = new Installation(Parts.shared(), directory)) {
      tacet.startScheduler();
      String machine = tacet.machine("bench");
      tacet.api().register(machine);
      tacet.startWorker(machine);
      List<Long> micros = new ArrayList<>();
      for (int i = 0; i < WARM_UP + JOBS; i++) {
        awaitIdle(tacet, machine);
        long latency = oneJob(tacet, machine, directory.resolve("clock-" + i));
        if (i >= WARM_UP) {
          micros.add(latency);
        }
      }
      Collections.sort(micros);
      System.out.printf(
          "submit to first process, %d jobs, ms: min %.0f, p50 %.0f, p99 %.0f, max %.0f%n",
          JOBS,
          micros.get(0) / 1e3,
          micros.get(JOBS / 2) / 1e3,
          micros.get(JOBS * 99 / 100) / 1e3,
          micros.get(JOBS - 1) / 1e3);
      assertThat(micros).hasSize(JOBS).allMatch(latency -> latency > 0);
    }
  }

  private static long oneJob(Installation tacet, String machine, Path clock) throws IOException {
    Instant submitted = Instant.now();
    Job job =
        tacet
            .api()
            .submit(Jobs.command(machine, "sh", "-c", "date +%s%N > \"$0\"", clock.toString()));
    await().atMost(LIMIT).until(() -> tacet.api().job(job.id()).endedAt() != null);
    long nanos = Long.parseLong(Files.readString(clock).strip());
    Instant started = Instant.EPOCH.plusNanos(nanos);
    return submitted.until(started, ChronoUnit.MICROS);
  }

  private static void awaitIdle(Installation tacet, String machine) {
    await().atMost(LIMIT).until(() -> tacet.api().machine(machine).state().equals("IDLE"));
  }
}
