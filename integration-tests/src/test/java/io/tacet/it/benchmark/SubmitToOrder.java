package io.tacet.it.benchmark;

import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.SimulatedMachines;
import io.tacet.it.harness.SimulatedMachines.Arrival;
import io.tacet.it.harness.SimulatedMachines.Producers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * One machine that is free, and others that never take their order, so that their queues stay. Rows
 * beyond what is submitted are generated in the database.
 */
final class SubmitToOrder implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int STUCK = 10;
  private static final int CLIENTS = 4;
  private static final int WARM_UP = 20;
  private static final int JOBS = 200;
  private static final int BATCH = 10_000;

  private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
  private final Installation tacet;
  private final SimulatedMachines simulated;
  private final String free;
  private final List<String> stuck;
  private int queued;
  private int registered = STUCK + 1;

  SubmitToOrder(Parts parts, Path directory) {
    tacet = new Installation(parts, directory);
    tacet.startScheduler();
    free = tacet.api().register(tacet.machine("free")).id();
    stuck =
        IntStream.range(0, STUCK)
            .mapToObj(i -> tacet.api().register(tacet.machine("stuck" + i)).id())
            .toList();
    simulated =
        new SimulatedMachines(
            parts,
            tacet.topics(),
            List.of(free),
            Producers.KEPT,
            arrival -> arrivals.put(arrival.jobId(), arrival));
  }

  /** One request after the other by each of four clients; jobs a second. */
  double singleSubmissions(int jobs) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long began = System.nanoTime();
      Callable<Boolean> client =
          () -> {
            for (int i = 0; i < jobs / CLIENTS; i++) {
              tacet.api().submit(Jobs.command(stuck.get(i % STUCK), "true"));
            }
            return true;
          };
      for (Future<Boolean> done : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
        boolean unused = done.get();
      }
      queued += jobs;
      return jobs / ((System.nanoTime() - began) / 1e9);
    } finally {
      clients.shutdown();
    }
  }

  /** Jobs a second in batches. */
  double batchSubmissions(int jobs) {
    long began = System.nanoTime();
    for (int done = 0; done < jobs; done += BATCH) {
      List<SubmitJob> batch =
          IntStream.range(0, Math.min(BATCH, jobs - done))
              .mapToObj(i -> Jobs.command(stuck.get(i % STUCK), "true"))
              .toList();
      List<String> unused = tacet.api().submitAll(batch);
    }
    queued += jobs;
    return jobs / ((System.nanoTime() - began) / 1e9);
  }

  /** Makes the queue so long by copying a job that waits. */
  void queueUpTo(int jobs) throws SQLException {
    try (Connection database = tacet.schedulerDatabase()) {
      LongQueue.addBehind(database, Math.max(0, jobs - queued));
    }
    queued = Math.max(queued, jobs);
  }

  /** Registers more machines, without topics: nothing is ever ordered from them. */
  void registerUpTo(int machines) throws SQLException {
    execute(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at)
        SELECT 'bench-' || g, 'bench ' || g, 'DEVELOPMENT', '{}', now()
        FROM generate_series(%d, %d) g
        """
            .formatted(registered + 1, machines));
    execute(
        """
        INSERT INTO machine_pools SELECT id, id FROM machines m
        WHERE NOT EXISTS (SELECT FROM machine_pools p WHERE p.machine = m.id)
        """);
    execute("ANALYZE machines");
    execute("ANALYZE machine_pools");
    registered = machines;
  }

  /**
   * From the moment a job is about to be sent to its order's arrival at the machine, ns, sorted.
   */
  List<Long> latencies() {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < WARM_UP + JOBS; i++) {
      long began = System.nanoTime();
      String job = tacet.api().submit(Jobs.command(free, "true")).id();
      await().pollInterval(Duration.ofMillis(5)).atMost(LIMIT).until(() -> ended(job));
      Arrival arrival = arrivals.get(job);
      if (i >= WARM_UP && arrival != null) {
        nanos.add(arrival.nanoTime() - began);
      }
    }
    Collections.sort(nanos);
    return nanos;
  }

  @Override
  public void close() {
    simulated.close();
    tacet.close();
  }

  private boolean ended(String job) {
    return arrivals.containsKey(job) && tacet.api().job(job).endedAt() != null;
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = tacet.schedulerDatabase();
        Statement statement = database.createStatement()) {
      int unused = statement.executeUpdate(sql);
    }
  }
}
