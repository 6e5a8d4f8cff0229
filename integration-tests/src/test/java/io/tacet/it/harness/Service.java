package io.tacet.it.harness;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.ProgramSize;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.ChildProcessBuilder;
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
 * @param records whether it leaves an archive of its classes when it is stopped, if there is none
 */
public record Service(
    String module,
    Map<String, String> environment,
    List<String> options,
    List<String> wrapper,
    boolean records) {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  /** Copies. */
  public Service {
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
    wrapper = List.copyOf(wrapper);
  }

  /** Without a wrapper. */
  public Service(String module, Map<String, String> environment, List<String> options) {
    this(module, environment, options, List.of(), false);
  }

  /** The same, started by a wrapper. */
  public Service wrappedBy(String... command) {
    return new Service(module, environment, options, List.of(command), records);
  }

  /** The same, recording. */
  Service recording() {
    return new Service(module, environment, options, wrapper, true);
  }

  /** Whether starts of this module's service have an archive of its classes. */
  static boolean isRecorded(String module) {
    return archive(module).isThere();
  }

  /** Starts it and waits until its health says it is ready. */
  public ChildProcess startReady(Path log, int port) {
    return startReady(log, URI.create("http://127.0.0.1:" + port), HttpClient.newHttpClient());
  }

  /** The same, asked at this address by this client. */
  public ChildProcess startReady(Path log, URI address, HttpClient http) {
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(20))
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
    return describe(log)
        .readyWhen(Readiness.reachable(address).then(readiness), START_LIMIT)
        .start();
  }

  /** Starts it without waiting. */
  public ChildProcess start(Path log) {
    return describe(log).start();
  }

  private ChildProcessBuilder describe(Path log) {
    ClassArchive archive = archive(module);
    ClassArchive.Use classes = records ? archive.use() : archive.ifThere();
    return ChildProcess.builder(module)
        .command(command(classes))
        .classes(classes)
        .environment(environment)
        .log(log);
  }

  private List<String> command(ClassArchive.Use classes) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(ProgramSize.chosen().compilerFlags());
    command.addAll(options);
    command.addAll(classes.flags());
    command.add("-jar");
    command.add(jar(module).toString());
    return command;
  }

  private static ClassArchive archive(String module) {
    return ClassArchive.ofService(jar(module));
  }

  private static Path jar(String module) {
    return Parts.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
