package io.tacet.intake.testing;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packaged service as a process. Where its {@code quarkus-run.jar} is stands in the system
 * property {@code tacet.<service>.app}, which the service's module sets for its tests.
 */
public final class RunningService implements AutoCloseable {

  private static final FreePorts PORTS = new FreePorts();
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  /** One for all: each has a thread of its own, and tests ask many times a second. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ChildProcess process;
  private final int port;

  private RunningService(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one and waits until it is ready. */
  public static RunningService start(ServiceSurroundings surroundings, Map<String, String> more) {
    int port = PORTS.next();
    return new RunningService(
        launch(
            surroundings,
            port,
            more,
            Readiness.answering(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))),
        port);
  }

  /** Starts one without waiting for more than its process. */
  public static ChildProcess launch(
      ServiceSurroundings surroundings, int port, Map<String, String> more, Readiness readiness) {
    Map<String, String> environment = surroundings.environment(port);
    environment.putAll(more);
    Path application = application(surroundings.service());
    ClassArchive.Use classes = ClassArchive.ofService(application).use();
    List<String> rest = new ArrayList<>(classes.flags());
    rest.addAll(List.of("-jar", application.toString()));
    return ChildProcess.builder(surroundings.service())
        .command(JavaProgram.lean(96, rest))
        .classes(classes)
        .environment(JavaProgram.ENVIRONMENT)
        .environment(environment)
        .log(surroundings.directory().resolve(surroundings.service() + "-" + port + ".log"))
        .readyWhen(readiness, START_LIMIT)
        .start();
  }

  private static Path application(String service) {
    String property = "tacet." + service + ".app";
    return Path.of(Objects.requireNonNull(System.getProperty(property), property + " is not set"));
  }

  /** Port of its HTTP server. */
  public int port() {
    return port;
  }

  /** What it has logged. */
  public String log() {
    return process.logSinceStart();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** The address of a path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Answer to a GET. */
  public String get(String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Asks the REST interface; an empty token sends none, a null body sends none. */
  public HttpResponse<String> call(String method, String path, String token, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Value of a counter, all tags together. */
  public double metric(String name) throws IOException, InterruptedException {
    return get("/q/metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Resident memory, KiB. */
  public long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.stop(STOP_LIMIT);
  }
}
