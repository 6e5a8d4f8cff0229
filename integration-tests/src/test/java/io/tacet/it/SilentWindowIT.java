package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.Job;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.NetworkNamespace;
import io.tacet.it.harness.Parts;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Silence, counted where the worker cannot reach: at the other end of its only cable. */
class SilentWindowIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TICKS = 40;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void noPacketLeavesOrReachesTheWorkerWhileItMeasures() throws IOException {
    assumeThat(NetworkNamespace.obstacle()).as("network namespaces").isEmpty();

    try (NetworkNamespace namespace = NetworkNamespace.create();
        EmbeddedCluster cluster = EmbeddedCluster.builder().address(NetworkNamespace.HOST).start();
        Installation tacet = new Installation(Parts.of(cluster), directory)) {

      // given: a worker that has nothing but the cable, and a job that has begun
      tacet.startScheduler();
      String machine = tacet.machine("m");
      tacet.api().register(machine);
      tacet.keep(
          tacet
              .worker(machine, machine, Map.of())
              .wrappedBy(namespace.entrance())
              .start(directory.resolve("worker.log")));
      await().atMost(LIMIT).until(() -> tacet.api().machine(machine).state().equals("IDLE"));
      long whileTalking = namespace.packets();
      Path ticks = directory.resolve("ticks");
      Path go = directory.resolve("go");
      String script =
          "n=0; while [ ! -e \"$1\" ]; do n=$((n+1)); echo $n >> \"$0\"; sleep 0.1; done";
      Job job =
          tacet
              .api()
              .submit(Jobs.command(machine, "sh", "-c", script, ticks.toString(), go.toString()));
      await().atMost(LIMIT).until(() -> lines(ticks) > 0);

      // when: the job goes on for a while
      long before = namespace.packets();
      int from = lines(ticks);
      await().atMost(LIMIT).until(() -> lines(ticks) >= from + TICKS);
      long after = namespace.packets();
      namespace.disturb();
      await("the deliberate packet is counted")
          .atMost(LIMIT)
          .until(() -> namespace.packets() > after);
      Files.createFile(go);
      Job ended =
          await()
              .atMost(LIMIT)
              .until(
                  () -> tacet.api().job(job.id()),
                  now -> JobLifecycle.isEnd(JobState.valueOf(now.state())));

      // then
      assertThat(whileTalking).as("packets before the job: the cable is in use").isPositive();
      assertThat(after - before).as("packets in the silent window").isZero();
      assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
      assertThat(InstallationTest.outcomeOf(ended).silences())
          .singleElement()
          .satisfies(
              silence -> {
                assertThat(silence.workerSockets()).isZero();
                assertThat(silence.foreignPackets()).as("the deliberate packet").isPositive();
              });
    }
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }
}
