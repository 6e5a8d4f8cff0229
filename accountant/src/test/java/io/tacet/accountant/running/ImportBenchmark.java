package io.tacet.accountant.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.accountant.imports.BenchmarkFile;
import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/**
 * Lines per second of an import through the service beside plain COPY of the same rows into the
 * same table with its indexes and awk over the same file. With {@code -Dtacet.embedded.size=server}
 * both compilers, a heap of 384 MB and PostgreSQL with 256 MB; without, as {@code tacet up} runs
 * it. By {@code mvn verify -pl accountant -am -Dit.test=ImportBenchmark -Dtacet.bench.lines=1000000
 * -Dtacet.bench.kind=sge -Dtacet.embedded.size=server -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class ImportBenchmark {

  private static final String OPERATOR = "tacet_operator";
  private static final boolean AGAIN =
      Boolean.parseBoolean(System.getProperty("tacet.bench.again", "true"));

  @ParameterizedTest
  @EnumSource
  void linesPerSecond(BenchmarkFile kind) throws Exception {
    assumeTrue(System.getProperty("tacet.bench.kind", kind.source()).equals(kind.source()));
    int lines = Integer.getInteger("tacet.bench.lines", 1_000_000);
    Path directory = Files.createDirectories(Path.of("target", "benchmark"));
    Files.createDirectories(directory.resolve("warm"));
    Path file = kind.write(directory, lines);
    Path rows = directory.resolve(kind.source() + ".rows");
    try (Surroundings surroundings = new Surroundings();
        MigratedDatabase empty = new MigratedDatabase().migrate("latest")) {
      surroundings.send(
          surroundings.topics().directory(), "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
      try (RunningService accountant = RunningService.start(surroundings, Map.of())) {
        warmUp(surroundings, accountant, kind, directory);
        double awk = seconds(() -> run(kind.awk(file)));
        long before = accountant.residentKib();
        long[] most = {before};
        double[] cpuBefore = cpu(surroundings, accountant);
        double first =
            seconds(() -> assertThat(imported(accountant, kind, file, most)).isEqualTo(lines));
        double[] cpuAfter = cpu(surroundings, accountant);
        double again = AGAIN ? again(accountant, kind, file, most) : Double.NaN;
        copyOut(surroundings, rows);
        double[] copyBefore = cpu(surroundings, accountant);
        double copy = seconds(() -> copyIn(empty, rows));
        double[] copyAfter = cpu(surroundings, accountant);
        System.out.printf(
            Locale.ROOT,
            "%s, %d lines, %d MB: import %.0f/s, again %.0f/s, COPY %.0f/s (import is %.2f of it),"
                + " awk %.0f/s; memory %d MB before, %d MB at most; CPU per line: service %.1f µs,"
                + " database %.1f µs, COPY %.1f µs%n",
            kind,
            lines,
            Files.size(file) / 1_000_000,
            lines / first,
            lines / again,
            lines / copy,
            copy / first,
            lines / awk,
            before / 1024,
            most[0] / 1024,
            1e6 * (cpuAfter[0] - cpuBefore[0]) / lines,
            1e6 * (cpuAfter[1] - cpuBefore[1]) / lines,
            1e6 * (copyAfter[1] - copyBefore[1]) / lines);
      }
    } finally {
      Files.deleteIfExists(rows);
      Files.deleteIfExists(file);
    }
  }

  private static double again(RunningService accountant, BenchmarkFile kind, Path file, long[] most)
      throws Exception {
    return seconds(() -> assertThat(imported(accountant, kind, file, most)).isZero());
  }

  /** As a server is that has run for a while: other lines first, and then an empty ledger again. */
  private static void warmUp(
      Surroundings surroundings, RunningService accountant, BenchmarkFile kind, Path directory)
      throws Exception {
    int lines = Integer.getInteger("tacet.bench.warmup", 300_000);
    Path file = kind.write(directory.resolve("warm"), lines);
    await()
        .until(() -> accountant.call("GET", "/api/v1/imports", OPERATOR, null).statusCode() == 200);
    assertThat(imported(accountant, kind, file, new long[1])).isEqualTo(lines);
    Files.delete(file);
    try (Connection connection = surroundings.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE usage_record, usage_day, usage_month, usage_machine_day");
    }
  }

  private static long imported(
      RunningService accountant, BenchmarkFile kind, Path file, long[] most) throws Exception {
    ObjectMapper json = new ObjectMapper();
    long id =
        json.readTree(
                accountant
                    .call(
                        "POST",
                        "/api/v1/imports",
                        OPERATOR,
                        "{\"source\": \"%s\", \"cluster\": \"bench\", \"newCluster\": true}"
                            .formatted(kind.source()))
                    .body())
            .get("id")
            .asLong();
    HttpRequest request =
        HttpRequest.newBuilder(accountant.uri("/api/v1/imports/" + id + "/content"))
            .header("Authorization", "Bearer " + OPERATOR)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofInputStream(() -> open(file)))
            .build();
    CompletableFuture<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .sendAsync(request, BodyHandlers.ofString())
            .thenApply(response -> response.body());
    while (!answer.isDone()) {
      most[0] = Math.max(most[0], accountant.residentKib());
      answer.copy().completeOnTimeout("", 250, java.util.concurrent.TimeUnit.MILLISECONDS).join();
    }
    JsonNode run = json.readTree(answer.join());
    assertThat(run.get("state").asText()).isEqualTo("DONE");
    return run.get("imported").asLong();
  }

  private static void copyOut(Surroundings surroundings, Path rows) throws Exception {
    try (Connection connection = surroundings.connect();
        OutputStream out = Files.newOutputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY usage_record TO STDOUT (FORMAT binary)", out);
    }
  }

  private static void copyIn(MigratedDatabase database, Path rows) throws Exception {
    try (Connection connection = database.connect();
        InputStream in = Files.newInputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY usage_record FROM STDIN (FORMAT binary)", in, 1 << 16);
    }
  }

  /** CPU time so far, s: of the service, and of the database with all its processes. */
  private static double[] cpu(Surroundings surroundings, RunningService accountant) {
    long server = surroundings.cluster().postgres().pid().orElseThrow();
    double database =
        ProcessHandle.of(server).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToDouble(ImportBenchmark::seconds)
            .sum();
    return new double[] {seconds(ProcessHandle.of(accountant.pid()).orElseThrow()), database};
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(one -> one.toNanos() / 1e9).orElse(0.0);
  }

  private static void run(ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(Work work) throws Exception {
    Instant begin = Instant.now();
    work.run();
    return Duration.between(begin, Instant.now()).toNanos() / 1e9;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
