package io.tacet.embedded.process;

import io.tacet.embedded.parts.ClassArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes and starts a {@link ChildProcess}. For one thread. */
public final class ChildProcessBuilder {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int NEVER_STARTED = -1;
  private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String name;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> command = List.of();
  private @Nullable Path directory;
  private @Nullable Path log;
  private Readiness readiness = Readiness.immediately();
  private Duration deadline = Duration.ofSeconds(30);
  private StopSignal stopSignal = StopSignal.TERM;
  private Duration orphanGrace = Duration.ofSeconds(2);
  private ClassArchive.@Nullable Use archive;

  ChildProcessBuilder(String name) {
    this.name = name;
  }

  /** The program and its arguments; no shell interprets them. Required. */
  public ChildProcessBuilder command(List<String> command) {
    this.command = List.copyOf(command);
    return this;
  }

  /**
   * Adds a variable to the environment inherited from this JVM.
   *
   * @throws IllegalArgumentException if the name is no shell variable name: shells drop others
   */
  public ChildProcessBuilder environment(String variable, String value) {
    if (!SHELL_NAME.matcher(variable).matches()) {
      throw new IllegalArgumentException(
          "\"" + variable + "\" can't be passed to " + name + " in its environment");
    }
    environment.put(variable, value);
    return this;
  }

  /** Adds all of these, as {@link #environment(String, String)} does. */
  public ChildProcessBuilder environment(Map<String, String> variables) {
    variables.forEach(this::environment);
    return this;
  }

  /** Its working directory; this JVM's unless given. */
  public ChildProcessBuilder directory(Path directory) {
    this.directory = directory;
    return this;
  }

  /** Where its standard output and error are appended; made with its directories. Required. */
  public ChildProcessBuilder log(Path log) {
    this.log = log.toAbsolutePath();
    return this;
  }

  /** When it can be used, and how long to wait for that. At once unless given. */
  public ChildProcessBuilder readyWhen(Readiness readiness, Duration deadline) {
    this.readiness = readiness;
    this.deadline = deadline;
    return this;
  }

  /** The signal that asks it to stop; TERM unless given. */
  public ChildProcessBuilder stopSignal(StopSignal stopSignal) {
    this.stopSignal = stopSignal;
    return this;
  }

  /**
   * How long it is given to stop before it is killed when this JVM is gone; two seconds unless
   * given.
   */
  public ChildProcessBuilder orphanGrace(Duration orphanGrace) {
    this.orphanGrace = orphanGrace;
    return this;
  }

  /**
   * What it does with its archive of classes, whose flags are in the command; nothing unless given.
   */
  public ChildProcessBuilder classes(ClassArchive.Use archive) {
    this.archive = archive;
    return this;
  }

  /**
   * Starts the program and waits until it is ready. If it does not get there it is killed.
   *
   * @throws StartFailure if it can't be started, ends, or is not ready in time; the message holds
   *     the end of its log
   */
  public ChildProcess start() {
    ChildProcess child;
    try {
      child = launch();
    } catch (RuntimeException e) {
      if (archive != null) {
        archive.ended(NEVER_STARTED);
      }
      throw e;
    }
    try {
      awaitReady(child);
      return child;
    } catch (RuntimeException e) {
      child.kill();
      throw e;
    }
  }

  private ChildProcess launch() {
    if (command.isEmpty()) {
      throw new IllegalStateException(name + " has no command");
    }
    Path file = Objects.requireNonNull(log, name + " has no log file");
    List<String> line = new ArrayList<>();
    line.addAll(List.of("setsid", "/bin/sh", "-c", guardianScript(), "tacet-guardian"));
    line.add(stopSignal.name());
    line.add(Long.toString(orphanGrace.toMillis() / 100));
    line.addAll(command);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      long logStart = Files.exists(file) ? Files.size(file) : 0;
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().putAll(environment);
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      builder.redirectError(Redirect.appendTo(file.toFile()));
      Process guardian = builder.start();
      String pid;
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(guardian.getInputStream(), StandardCharsets.US_ASCII))) {
        pid = output.readLine();
      }
      if (pid == null) {
        throw new StartFailure(name + " can't be started: its guardian ended; see " + file);
      }
      return new ChildProcess(
          name, guardian, Long.parseLong(pid), stopSignal, file, logStart, archive);
    } catch (IOException e) {
      throw new StartFailure(name + " can't be started: " + e.getMessage(), e);
    }
  }

  private void awaitReady(ChildProcess child) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      IOException reason;
      try {
        if (readiness.isReady(child)) {
          return;
        }
        reason = new IOException("not ready");
      } catch (IOException e) {
        reason = e;
      }
      if (child.awaitExit(POLL)) {
        throw new StartFailure(
            name
                + " ended with code "
                + child.onExit().join()
                + " instead of getting ready. "
                + LogTail.of(child),
            reason);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new StartFailure("The start of " + name + " was interrupted.", reason);
      }
      if (System.nanoTime() - end > 0) {
        throw new StartFailure(
            name
                + " was not ready within "
                + deadline.toSeconds()
                + " s ("
                + reason.getMessage()
                + "). "
                + LogTail.of(child),
            reason);
      }
    }
  }

  private static String guardianScript() {
    try (InputStream script = ChildProcess.class.getResourceAsStream("guardian.sh")) {
      return new String(
          Objects.requireNonNull(script, "guardian.sh is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
