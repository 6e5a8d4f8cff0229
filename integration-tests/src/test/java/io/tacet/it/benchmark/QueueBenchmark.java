package io.tacet.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SimulatedMachines.Producers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast jobs go in, through and to the machines, and how that grows with the queue and with the
 * machines. The machines are simulated, broker and database are real, all on this machine.
 *
 * <p>{@code mvn verify -pl integration-tests -am -Dit.test=QueueBenchmark -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}; less of it by
 * {@code -Dtacet.bench.jobs=2000 -Dtacet.bench.machines=10 -Dtacet.bench.queued=1000}.
 */
class QueueBenchmark {

  private static final int JOBS = Integer.getInteger("tacet.bench.jobs", 20_000);
  private static final List<Integer> MACHINES = numbers("tacet.bench.machines", "10,100,1000");
  private static final List<Integer> QUEUED = numbers("tacet.bench.queued", "1000,100000,1000000");
  private static final List<Integer> REGISTERED = numbers("tacet.bench.registered", "1000,10000");

  /** Each opens a producer, which takes far longer than the rest. */
  private static final int LESS = 10;

  @TempDir Path directory;

  @Test
  void queueBesideDbScheduler() throws Exception {
    Parts parts = Parts.shared();
    Figures figures = new Figures();
    for (int machines : MACHINES) {
      Throughput run = new Throughput(parts, directory.resolve("kept-" + machines), machines);
      figures.rate(
          "through, %d machines, producers kept".formatted(machines),
          run.jobsPerSecond(JOBS, Producers.KEPT));
    }
    int one = MACHINES.get(0);
    figures.rate(
        "through, %d machines, a producer per outcome".formatted(one),
        new Throughput(parts, directory.resolve("fresh"), one)
            .jobsPerSecond(JOBS / LESS, Producers.ONE_PER_OUTCOME));
    try (SubmitToOrder idle = new SubmitToOrder(parts, directory.resolve("latency"))) {
      figures.rate("submission, one by one, 4 clients", idle.singleSubmissions(JOBS / LESS));
      figures.rate("submission, batches of 10,000", idle.batchSubmissions(JOBS));
      for (int queued : QUEUED) {
        idle.queueUpTo(queued);
        figures.millis("submit to order, %,d queued".formatted(queued), idle.latencies());
      }
      for (int registered : REGISTERED) {
        idle.registerUpTo(registered);
        figures.millis(
            "submit to order, %,d queued, %,d machines"
                .formatted(QUEUED.get(QUEUED.size() - 1), registered),
            idle.latencies());
      }
    }
    figures.rate(
        "db-scheduler, 16 threads, no-op tasks", new DbSchedulerPeer(parts).tasksPerSecond(JOBS));
    figures.print();
    assertThat(figures.count()).isGreaterThan(MACHINES.size());
  }

  private static List<Integer> numbers(String property, String usual) {
    return Arrays.stream(System.getProperty(property, usual).split(","))
        .map(Integer::valueOf)
        .toList();
  }
}
