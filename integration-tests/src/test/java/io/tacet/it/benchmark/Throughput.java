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

  /** From the first machine's start, all jobs queued, to the last outcome in the scheduler. */
  double jobsPerSecond(int jobs, Producers producers) throws SQLException {
    try (Installation tacet = new Installation(parts, directory)) {
      tacet.startScheduler();
      List<String> ids =
          IntStream.range(0, machines)
              .mapToObj(i -> tacet.api().register(tacet.machine("m" + i)).id())
              .toList();
      for (int from = 0; from < jobs; from += BATCH) {
        List<SubmitJob> batch =
            IntStream.range(from, Math.min(jobs, from + BATCH))
                .mapToObj(i -> Jobs.command(ids.get(i % machines), "true"))
                .toList();
        List<String> unused = tacet.api().submitAll(batch);
      }
      try (Connection database = tacet.schedulerDatabase()) {
        awaitCount(database, "SELECT count(*) FROM outbox", 0);
        long began = System.nanoTime();
        try (SimulatedMachines simulated =
            new SimulatedMachines(parts, tacet.topics(), ids, producers, arrival -> {})) {
          await().atMost(LIMIT).until(() -> simulated.outcomes() == jobs);
          awaitCount(database, "SELECT count(*) FROM jobs WHERE state = 'FINISHED'", jobs);
          return jobs / ((System.nanoTime() - began) / 1e9);
        }
      }
    }
  }

  private static void awaitCount(Connection database, String query, long wanted) {
    await(query)
        .atMost(LIMIT)
        .until(
            () -> {
              try (Statement statement = database.createStatement();
                  ResultSet rows = statement.executeQuery(query)) {
                return rows.next() && rows.getLong(1) == wanted;
              }
            });
  }
}
