package io.tacet.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.NetworkNamespace;
import io.tacet.it.harness.Parts;
import io.tacet.it.harness.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the worker costs in a minute of a silent window, beside others that sample the same files of
 * the same machine in the same run, and beside a bare JVM that only reads them. Command: see
 * docs/benchmarks.md. {@code -Dtacet.bench.seconds=N} watches each for N seconds (60).
 */
class SilentWindowBenchmark {

  private static final Duration WINDOW =
      Duration.ofSeconds(Long.getLong("tacet.bench.seconds", 60));
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;

  private final List<WindowCost> costs = new ArrayList<>();
  private List<Path> files = List.of();

  @Test
  void aMinuteOfSilence() throws IOException {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    if (obstacle.isPresent()) {
      workers(null);
    } else {
      try (NetworkNamespace namespace = NetworkNamespace.create()) {
        workers(namespace);
      }
    }
    peers();
    report();
    WindowCost floor = cost("bare JVM, 1 s");
    WindowCost worker = cost("worker, 1 s");
    assertThat(worker.cpuMillis()).isPositive();
    assertThat(floor.cpuMillis()).isPositive();
  }

  private void workers(@Nullable NetworkNamespace namespace) throws IOException {
    String address = namespace == null ? "127.0.0.1" : NetworkNamespace.HOST;
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().address(address).start();
        Installation tacet = new Installation(Parts.of(cluster), directory)) {
      tacet.startScheduler();
      worker(tacet, namespace, "worker, 1 s", Map.of("TACET_WORKER_SAMPLING_INTERVAL", "PT1S"));
      worker(
          tacet, namespace, "worker, 100 ms", Map.of("TACET_WORKER_SAMPLING_INTERVAL", "PT0.1S"));
    }
  }

  private void worker(
      Installation tacet,
      @Nullable NetworkNamespace namespace,
      String name,
      Map<String, String> settings)
      throws IOException {
    String machine = tacet.machine("bench" + costs.size());
    tacet.api().register(machine);
    Path gcLog = directory.resolve(machine + "-gc.log");
    Service service =
        new Service(
            "worker",
            tacet.worker(machine, machine, settings).environment(),
            List.of(Peers.quietFlags(), "-Xlog:gc:file=" + gcLog));
    ChildProcess worker =
        tacet.keep(
            (namespace == null ? service : service.wrappedBy(namespace.entrance()))
                .start(directory.resolve(machine + ".log")));
    await().atMost(LIMIT).until(() -> tacet.api().machine(machine).state().equals("IDLE"));
    Path began = directory.resolve(machine + "-began");
    Path go = directory.resolve(machine + "-go");
    String script = "touch \"$0\"; while [ ! -e \"$1\" ]; do sleep 1; done";
    Job job =
        tacet
            .api()
            .submit(
                Jobs.limited(
                    machine,
                    1,
                    WINDOW.toSeconds() + 120,
                    "sh",
                    "-c",
                    script,
                    began.toString(),
                    go.toString()));
    await().atMost(LIMIT).until(() -> Files.exists(began));
    @Nullable LongSupplier packets = namespace == null ? null : namespace::packets;
    costs.add(WindowCost.watch(name, worker.pid(), WINDOW, gcLog, packets));
    files = Peers.openedBy(worker.pid());
    Files.createFile(go);
    await().atMost(LIMIT).until(() -> tacet.api().job(job.id()).endedAt() != null);
    worker.stop(Duration.ofSeconds(10));
  }

  private void peers() throws IOException {
    Peers peers = new Peers(directory);
    List<Path> floorFiles = files.stream().filter(Files::isReadable).toList();
    for (long interval : new long[] {1000, 100}) {
      String name = interval == 1000 ? "bare JVM, 1 s" : "bare JVM, 100 ms";
      Path gcLog = directory.resolve("floor-" + interval + "-gc.log");
      try (ChildProcess floor = peers.floor("floor-" + interval, interval, floorFiles, gcLog)) {
        settled(floor.pid());
        costs.add(WindowCost.watch(name, floor.pid(), WINDOW, gcLog, null));
      }
    }
    Optional<ChildProcess> psutil = peers.psutil();
    if (psutil.isPresent()) {
      try (ChildProcess loop = psutil.get()) {
        settled(loop.pid());
        costs.add(WindowCost.watch("psutil loop, 1 s", loop.pid(), WINDOW, null, null));
      }
    }
    Optional<Peers.Scraped> exporter = peers.nodeExporter();
    if (exporter.isPresent()) {
      try (Peers.Scraped scraped = exporter.get()) {
        settled(scraped.pid());
        costs.add(
            WindowCost.watch("node_exporter, scraped at 1 s", scraped.pid(), WINDOW, null, null));
      }
    }
    Optional<ChildProcess> collectd = peers.collectd();
    if (collectd.isPresent()) {
      try (ChildProcess daemon = collectd.get()) {
        settled(daemon.pid());
        costs.add(WindowCost.watch("collectd, 1 s", daemon.pid(), WINDOW, null, null));
      }
    }
  }

  private static void settled(long pid) {
    Elapsing.of(Duration.ofSeconds(5));
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).as("still runs").contains(true);
  }

  private WindowCost cost(String name) {
    return costs.stream().filter(cost -> cost.name().equals(name)).findFirst().orElseThrow();
  }

  private void report() {
    WindowCost floor = cost("bare JVM, 1 s");
    System.out.printf("%nA minute of a silent window; files read: %s%n%n", files);
    System.out.println(WindowCost.HEADER);
    costs.forEach(cost -> System.out.println(cost.row()));
    System.out.println();
    for (WindowCost cost : costs) {
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f times the CPU time of the bare JVM at 1 s, %+.0f voluntary switches%n",
          cost.name(),
          cost.cpuMillis() / floor.cpuMillis(),
          cost.voluntarySwitches() - floor.voluntarySwitches());
    }
  }
}
