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
  private static final String DEFAULT = "worker, 1 s";
  private static final String SAME_AS_PSUTIL = "worker, 1 s, sensors of the psutil loop";
  private static final String EVERY_100_MS = "worker, 100 ms";
  private static final String FLOOR = "bare JVM, 1 s, alone";
  private static final String BARE_BESIDE = ": bare JVM beside it";

  /** Those that a bare JVM reads the same files beside, and how often, ms. */
  private static final Map<String, Long> BESIDE = Map.of(DEFAULT, 1000L, EVERY_100_MS, 100L);

  private static final List<String> PSUTIL_SENSORS =
      List.of(
          "cpu-times",
          "cpu-percent",
          "cpu-stats",
          "virtual-memory",
          "swap-memory",
          "disk-io-counters",
          "net-io-counters");
  private static final List<String> DEFAULT_SENSORS =
      List.of(
          "cpu",
          "memory",
          "network",
          "disk",
          "rapl",
          "temperatures",
          "fans",
          "power",
          "gpu-amd",
          "cgroup",
          "pressure");

  @TempDir Path directory;

  private final List<WindowCost> costs = new ArrayList<>();
  private List<Path> files = List.of();
  private List<Path> defaultFiles = List.of();
  private List<Path> floorFiles = List.of();

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
    WindowCost floor = cost(DEFAULT + BARE_BESIDE);
    WindowCost worker = cost(DEFAULT);
    assertThat(worker.cpuMillis()).isPositive();
    assertThat(floor.cpuMillis()).isPositive();
  }

  private void workers(@Nullable NetworkNamespace namespace) throws IOException {
    String address = namespace == null ? "127.0.0.1" : NetworkNamespace.HOST;
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().address(address).start();
        Installation tacet = new Installation(Parts.of(cluster), directory)) {
      tacet.startScheduler();
      worker(tacet, namespace, DEFAULT, List.of());
      worker(tacet, namespace, "worker, edges", List.of("-Dtacet.worker.sampling.edges=true"));
      worker(tacet, namespace, EVERY_100_MS, List.of("-Dtacet.worker.sampling.interval=PT0.1S"));
      defaultFiles = List.copyOf(files);
      worker(tacet, namespace, SAME_AS_PSUTIL, sameAsPsutil());
    }
  }

  /** The sensors of the loop over psutil, and no other. */
  private static List<String> sameAsPsutil() {
    List<String> options = new ArrayList<>();
    for (String sensor : PSUTIL_SENSORS) {
      options.add("-Dtacet.worker.sensors." + sensor + ".interval.measuring=usual");
    }
    for (String sensor : DEFAULT_SENSORS) {
      options.add("-Dtacet.worker.sensors." + sensor + ".interval.measuring=off");
    }
    return options;
  }

  private void worker(
      Installation tacet, @Nullable NetworkNamespace namespace, String name, List<String> options)
      throws IOException {
    String machine = tacet.machine("bench" + costs.size());
    tacet.api().register(machine);
    Path gcLog = directory.resolve(machine + "-gc.log");
    List<String> flags = new ArrayList<>(options);
    flags.add(Peers.quietFlags());
    flags.add("-Xlog:gc:file=" + gcLog);
    Service service =
        new Service("worker", tacet.worker(machine, machine, Map.of()).environment(), flags);
    ChildProcess worker =
        tacet.keep(
            (namespace == null ? service : service.wrappedBy(namespace.entrance()))
                .start(directory.resolve(machine + ".log")));
    await().atMost(LIMIT).until(() -> tacet.api().machine(machine).state().equals("IDLE"));
    Path began = directory.resolve(machine + "-began");
    Path go = directory.resolve(machine + "-go");
    // It waits without starting processes: looking at new ones is not what the bare JVM does
    String script = "mkfifo \"$1\"; touch \"$0\"; read -r line < \"$1\"";
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
    files = Peers.openedBy(worker.pid());
    Watched watched = new Watched(name, worker.pid(), gcLog, packets);
    if (BESIDE.containsKey(name)) {
      watchBesideFloor(watched, BESIDE.get(name));
    } else {
      costs.add(WindowCost.watch(watched, WINDOW));
    }
    Files.writeString(go, "go\n");
    await().atMost(LIMIT).until(() -> tacet.api().job(job.id()).endedAt() != null);
    worker.stop(Duration.ofSeconds(10));
  }

  /** Both read the same files, the living cgroup of the job among them, in the same time. */
  private void watchBesideFloor(Watched worker, long interval) throws IOException {
    String name = worker.name() + BARE_BESIDE;
    Path gcLog = directory.resolve("beside-" + interval + "-gc.log");
    List<Path> same = FloorFiles.ofTheMachine(files);
    try (ChildProcess floor =
        new Peers(directory).floor("beside-" + interval, interval, same, gcLog)) {
      settled(floor.pid());
      costs.addAll(
          WindowCost.watch(List.of(worker, Watched.jvm(name, floor.pid(), gcLog)), WINDOW));
    }
  }

  private void peers() throws IOException {
    Peers peers = new Peers(directory);
    try (FloorFiles floor = new FloorFiles(defaultFiles)) {
      floorFiles = floor.files();
      for (long interval : new long[] {1000, 100}) {
        floor(peers, interval);
      }
    }
    for (Peers.Loop kind : Peers.Loop.values()) {
      Optional<ChildProcess> psutil = peers.psutil(kind);
      if (psutil.isPresent()) {
        try (ChildProcess loop = psutil.get()) {
          settled(loop.pid());
          costs.add(WindowCost.watch(Watched.program(kind.words(), loop.pid()), WINDOW));
        }
      }
    }
    Optional<Peers.Scraped> exporter = peers.nodeExporter();
    if (exporter.isPresent()) {
      try (Peers.Scraped scraped = exporter.get()) {
        settled(scraped.pid());
        costs.add(
            WindowCost.watch(
                Watched.program("node_exporter, scraped at 1 s", scraped.pid()), WINDOW));
      }
    }
    Optional<ChildProcess> collectd = peers.collectd();
    if (collectd.isPresent()) {
      try (ChildProcess daemon = collectd.get()) {
        settled(daemon.pid());
        costs.add(WindowCost.watch(Watched.program("collectd, 1 s", daemon.pid()), WINDOW));
      }
    }
  }

  private void floor(Peers peers, long interval) throws IOException {
    String name = interval == 1000 ? FLOOR : "bare JVM, 100 ms, alone";
    Path gcLog = directory.resolve("floor-" + interval + "-gc.log");
    try (ChildProcess floor = peers.floor("floor-" + interval, interval, floorFiles, gcLog)) {
      settled(floor.pid());
      costs.add(WindowCost.watch(Watched.jvm(name, floor.pid(), gcLog), WINDOW));
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
    WindowCost floor = cost(FLOOR);
    System.out.printf(
        "%nA minute of a silent window; files read by the worker: %s,%n", defaultFiles);
    System.out.printf("by the bare JVM: %s%n%n", floorFiles);
    System.out.println(WindowCost.HEADER);
    costs.forEach(cost -> System.out.println(cost.row()));
    System.out.println();
    for (String worker : BESIDE.keySet()) {
      compare(cost(worker), cost(worker + BARE_BESIDE));
    }
    costs.forEach(cost -> compare(cost, floor));
  }

  private static void compare(WindowCost cost, WindowCost floor) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f times the CPU time of %s, %+.0f voluntary switches%n",
        cost.name(),
        cost.cpuMillis() / floor.cpuMillis(),
        floor.name(),
        cost.voluntarySwitches() - floor.voluntarySwitches());
  }
}
