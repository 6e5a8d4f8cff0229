package io.tacet.it.harness;

import io.tacet.embedded.parts.ProgramSize;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service of ours as a process: built by the modules before this one, started with a lean JVM.
 *
 * @param module name of the module, e.g. {@code scheduler}
 * @param environment its configuration
 * @param options JVM options
 * @param wrapper command that becomes the JVM, e.g. {@code nsenter --net=FILE}; empty: none
 */
public record Service(
    String module, Map<String, String> environment, List<String> options, List<String> wrapper) {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  /** Copies. */
  public Service {
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
    wrapper = List.copyOf(wrapper);
  }

  /** Without a wrapper. */
  public Service(String module, Map<String, String> environment, List<String> options) {
    this(module, environment, options, List.of());
  }

  /** The same, started by a wrapper. */
  public Service wrappedBy(String... command) {
    return new Service(module, environment, options, List.of(command));
  }

  /** Starts it and waits until its health says it is ready. */
  public ChildProcess startReady(Path log, int port) {
    return startReady(log, URI.create("http://127.0.0.1:" + port), HttpClient.newHttpClient());
  }

  /** The same, asked at this address by this client. */
  public ChildProcess startReady(Path log, URI address, HttpClient http) {
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Readiness readiness =
        child -> {
          try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
          }
        };
    return ChildProcess.builder(module)
        .command(command())
        .environment(environment)
        .log(log)
        .readyWhen(readiness, START_LIMIT)
        .start();
  }

  /** Starts it without waiting. */
  public ChildProcess start(Path log) {
    return ChildProcess.builder(module)
        .command(command())
        .environment(environment)
        .log(log)
        .start();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(ProgramSize.chosen().compilerFlags());
    command.addAll(options);
    command.add("-jar");
    command.add(
        Parts.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString());
    return command;
  }
}
