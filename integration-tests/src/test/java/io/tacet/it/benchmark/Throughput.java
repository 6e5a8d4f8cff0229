package io.tacet.it.benchmark;

import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SimulatedMachines;
import io.tacet.it.harness.SimulatedMachines.Producers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Jobs through queue, Kafka and outcome in an installation of their own, with simulated machines.
 */
final class Throughput {

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final int BATCH = 10_000;

  private final Parts parts;
  private final Path directory;
  private final int machines;

  Throughput(Parts parts, Path directory, int machines) {
    this.parts = parts;
    this.directory = directory;
    this.machines = machines;
  }

  /**
   * Runs jobs.
   *
   * @param warmUp outcomes before the rate is taken: the machines open their producers, compilers
   *     compile
   * @param jobs outcomes of which the rate is taken
   * @param queued jobs that wait beside these all the time; generated in the database
   */
  Rate rate(int warmUp, int jobs, int queued, Producers producers) throws SQLException {
    int all = warmUp + jobs;
    try (Installation tacet = new Installation(parts, directory)) {
      tacet.startScheduler();
      List<String> ids =
          IntStream.range(0, machines)
              .mapToObj(i -> tacet.api().register(tacet.machine("m" + i)).id())
              .toList();
      for (int from = 0; from < all; from += BATCH) {
        List<SubmitJob> batch =
            IntStream.range(from, Math.min(all, from + BATCH))
                .mapToObj(i -> Jobs.command(ids.get(i % machines), "true"))
                .toList();
        List<String> unused = tacet.api().submitAll(batch);
      }
      try (Connection database = tacet.schedulerDatabase()) {
        LongQueue.addBehind(database, queued);
        awaitAtLeast(
            () -> count(database, "SELECT (NOT EXISTS (SELECT FROM outbox))::int"), 1, "outbox");
        long began = System.nanoTime();
        try (SimulatedMachines simulated =
            new SimulatedMachines(parts, tacet.topics(), ids, producers, arrival -> {})) {
          awaitAtLeast(simulated::outcomes, warmUp, "warm-up");
          long warm = System.nanoTime();
          long first = simulated.outcomes();
          CpuByProcess cpu = new CpuByProcess();
          awaitAtLeast(simulated::outcomes, all, "outcomes");
          awaitAtLeast(
              () -> count(database, "SELECT count(*) FROM jobs WHERE state = 'FINISHED'"),
              all,
              "jobs that are finished");
          long end = System.nanoTime();
          return new Rate(
              all / ((end - began) / 1e9),
              (all - first) / ((end - warm) / 1e9),
              cpu.millisPerJob(all - first));
        }
      }
    }
  }

  private static void awaitAtLeast(Count count, long wanted, String what) {
    await(what).atMost(LIMIT).until(() -> count.now() >= wanted);
  }

  private static long count(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      boolean unused = rows.next();
      return rows.getLong(1);
    }
  }

  @FunctionalInterface
  private interface Count {
    long now() throws SQLException;
  }

  /**
   * What came of it. Immutable.
   *
   * @param all jobs a second from the first machine's start to the last outcome in the scheduler
   * @param warm the same after the warm-up
   * @param cpu CPU time of a job after the warm-up, ms by process
   */
  record Rate(double all, double warm, String cpu) {}
}
