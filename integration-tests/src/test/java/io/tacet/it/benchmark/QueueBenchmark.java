package io.tacet.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.benchmark.Throughput.Rate;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SimulatedMachines.Producers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast jobs go in, through and to the machines, and how that grows with the queue and with the
 * machines. The machines are simulated, broker and database are real, all on this machine.
 *
 * <p>{@code mvn verify -pl integration-tests -am -Dit.test=QueueBenchmark -Dtest=none
 * -Dtacet.embedded.size=server -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}; parts of it by {@code -Dtacet.bench.parts=kept,long},
 * less by {@code -Dtacet.bench.jobs=2000 -Dtacet.bench.machines=10 -Dtacet.bench.queued=1000}.
 */
class QueueBenchmark {

  private static final int JOBS = Integer.getInteger("tacet.bench.jobs", 20_000);
  private static final List<Integer> MACHINES = numbers("tacet.bench.machines", "10,100,1000");
  private static final List<Integer> QUEUED = numbers("tacet.bench.queued", "1000,100000,1000000");
  private static final List<Integer> REGISTERED = numbers("tacet.bench.registered", "1000,10000");
  private static final Set<String> PARTS =
      Set.of(System.getProperty("tacet.bench.parts", "kept,fresh,long,latency,peer").split(","));

  /** Each opens a producer, which takes far longer than the rest. */
  private static final int LESS = 10;

  /** Each machine opens its producer, and the compilers have their time. */
  private static final int WARM_UP = Integer.getInteger("tacet.bench.warmup", 5_000);

  @TempDir Path directory;
  private final Parts parts = Parts.shared();
  private final Figures figures = new Figures();

  @Test
  void queueBesideDbScheduler() throws Exception {
    if (PARTS.contains("kept")) {
      for (int machines : MACHINES) {
        through("kept-" + machines, machines, 0);
      }
    }
    if (PARTS.contains("long")) {
      int most = QUEUED.get(QUEUED.size() - 1);
      int machines = MACHINES.get(MACHINES.size() - 1);
      through("long", machines, most);
    }
    if (PARTS.contains("fresh")) {
      int one = MACHINES.get(0);
      figures.rate(
          "through, %d machines, a producer per outcome".formatted(one),
          new Throughput(parts, directory.resolve("fresh"), one)
              .rate(one, JOBS / LESS, 0, Producers.ONE_PER_OUTCOME)
              .warm());
    }
    if (PARTS.contains("latency")) {
      latency();
    }
    if (PARTS.contains("peer")) {
      figures.rate(
          "db-scheduler, 16 threads, no-op tasks", new DbSchedulerPeer(parts).tasksPerSecond(JOBS));
    }
    figures.print();
    assertThat(figures.count()).isGreaterThanOrEqualTo(PARTS.size());
  }

  private void through(String name, int machines, int queued) throws SQLException {
    Rate rate =
        new Throughput(parts, directory.resolve(name), machines)
            .rate(WARM_UP, JOBS, queued, Producers.KEPT);
    String what = "through, %d machines, %,d more queued".formatted(machines, queued);
    figures.rate(what + ", with opening of the producers", rate.all());
    figures.rate(what + ", after %,d outcomes".formatted(WARM_UP), rate.warm());
    figures.words(what + ", CPU ms of a job", rate.cpu());
  }

  private void latency() throws Exception {
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
  }

  private static List<Integer> numbers(String property, String usual) {
    return Arrays.stream(System.getProperty(property, usual).split(","))
        .map(Integer::valueOf)
        .toList();
  }
}
