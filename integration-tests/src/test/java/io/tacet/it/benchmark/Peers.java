package io.tacet.it.benchmark;

import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.FreePorts;
import io.tacet.it.harness.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Others that sample the same machine, each once a second, each as a process. */
final class Peers {

  /** Debian's psutil is for Debian's Python, whatever else is in PATH. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final Path directory;

  Peers(Path directory) {
    this.directory = directory;
  }

  /** The bare JVM: the same files at the same interval, and nothing else. */
  ChildProcess floor(String name, long intervalMillis, List<Path> files, Path gcLog) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(quietFlags());
    command.add("-Xlog:gc:file=" + gcLog);
    command.add("-cp");
    command.add(Parts.root().resolve("integration-tests/target/test-classes").toString());
    command.add(FloorSampler.class.getName());
    command.add("" + intervalMillis);
    files.forEach(file -> command.add(file.toString()));
    return start(name, command);
  }

  /** What a loop over psutil asks for. */
  enum Loop {
    /** What the worker's sensors of the same names read. */
    SAME_SENSORS("psutil loop, 1 s", SAME),
    /** All of FrUCToSA's agent. */
    ALL_SENSORS("psutil loop, all 20 sensors of FrUCToSA's agent, 1 s", SAME + ALL);

    private final String words;
    private final String calls;

    Loop(String words, String calls) {
      this.words = words;
      this.calls = calls;
    }

    String words() {
      return words;
    }
  }

  /** A loop over psutil; empty where Python has no psutil. */
  Optional<ChildProcess> psutil(Loop loop) throws IOException {
    Optional<String> python =
        PYTHONS.stream().filter(one -> succeeds(one, "-c", "import psutil")).findFirst();
    if (python.isEmpty()) {
      return Optional.empty();
    }
    String name = loop.name().toLowerCase(Locale.ROOT);
    Path script =
        Files.writeString(directory.resolve(name + ".py"), PSUTIL.formatted(loop.calls.indent(4)));
    return Optional.of(start(name, List.of(python.get(), script.toString())));
  }

  /** node_exporter with the collectors of the same files, scraped once a second. */
  Optional<Scraped> nodeExporter() {
    if (!succeeds("prometheus-node-exporter", "--version")) {
      return Optional.empty();
    }
    int port = new FreePorts().next();
    ChildProcess exporter =
        start(
            "node-exporter",
            List.of(
                "prometheus-node-exporter",
                "--web.listen-address=127.0.0.1:" + port,
                "--collector.disable-defaults",
                "--collector.cpu",
                "--collector.stat",
                "--collector.meminfo",
                "--collector.diskstats",
                "--collector.netdev"));
    return Optional.of(new Scraped(exporter, port));
  }

  /** collectd with the plug-ins of the same files, values written as CSV. */
  Optional<ChildProcess> collectd() throws IOException {
    if (!succeeds("collectd", "-h")) {
      return Optional.empty();
    }
    Path config =
        Files.writeString(directory.resolve("collectd.conf"), COLLECTD.formatted(directory));
    return Optional.of(start("collectd", List.of("collectd", "-f", "-C", config.toString())));
  }

  /** What the launcher gives the worker's JVM, as an argument file of java(1). */
  static String quietFlags() {
    return "@" + Parts.root().resolve("worker/src/main/dist/quiet.jvmflags");
  }

  /** Files below /proc and /sys that a process holds open. */
  static List<Path> openedBy(long pid) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        Path file = Files.readSymbolicLink(descriptor);
        if ((file.startsWith("/proc") || file.startsWith("/sys")) && Files.isRegularFile(file)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private ChildProcess start(String name, List<String> command) {
    return ChildProcess.builder(name)
        .command(command)
        .environment(Map.of())
        .log(directory.resolve(name + ".log"))
        .start();
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  /** An exporter and who asks it once a second. */
  static final class Scraped implements AutoCloseable {

    private final ChildProcess exporter;
    private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> scraping;

    Scraped(ChildProcess exporter, int port) {
      this.exporter = exporter;
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      scraping = scraper.scheduleAtFixedRate(() -> scrape(http, request), 1, 1, TimeUnit.SECONDS);
    }

    private static void scrape(HttpClient http, HttpRequest request) {
      try {
        http.send(request, BodyHandlers.discarding());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    long pid() {
      return exporter.pid();
    }

    @Override
    public void close() {
      boolean failed = scraping.isDone();
      scraper.shutdownNow();
      exporter.close();
      if (failed) {
        throw new IllegalStateException("node_exporter was not scraped to the end");
      }
    }
  }

  private static final String PSUTIL =
      """
      import time, psutil
      next = time.monotonic()
      while True:
      %s
          next += 1
          time.sleep(max(0, next - time.monotonic()))
      """;

  private static final String SAME =
      """
      psutil.cpu_times(percpu=True); psutil.cpu_percent(percpu=True); psutil.cpu_stats()
      psutil.virtual_memory(); psutil.swap_memory()
      psutil.disk_io_counters(perdisk=True); psutil.net_io_counters(pernic=True)
      """;

  private static final String ALL =
      """
      psutil.cpu_times_percent(percpu=True); psutil.cpu_count(); psutil.cpu_freq()
      psutil.disk_partitions(); psutil.disk_usage('/'); psutil.net_connections()
      psutil.net_if_addrs(); psutil.net_if_stats(); psutil.sensors_temperatures()
      psutil.sensors_fans(); psutil.sensors_battery(); psutil.boot_time(); psutil.users()
      """;

  private static final String COLLECTD =
      """
      BaseDir "%1$s"
      PIDFile "%1$s/collectd.pid"
      Interval 1
      LoadPlugin cpu
      LoadPlugin memory
      LoadPlugin swap
      LoadPlugin disk
      LoadPlugin interface
      LoadPlugin csv
      <Plugin csv>
        DataDir "%1$s/csv"
      </Plugin>
      """;
}
