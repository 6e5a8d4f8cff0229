package io.tacet.worker.provider;

import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A provider that has been started. Not thread-safe. */
final class RunningProvider {

  private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
  private static final int LONGEST_ERROR = 300;

  private final ProviderSettings settings;
  private final Process process;
  private final Path output;
  private final Path errors;

  private RunningProvider(ProviderSettings settings, Process process, Path output, Path errors) {
    this.settings = settings;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts one that writes to files in a directory. */
  static RunningProvider start(ProviderSettings settings, Path directory)
      throws ProviderException, IOException {
    Path output = directory.resolve("provider-" + settings.name() + ".out");
    Path errors = directory.resolve("provider-" + settings.name() + ".err");
    List<String> command = new ArrayList<>(settings.command());
    command.add("-i");
    command.add(Long.toString(settings.interval().toMillis()));
    Files.deleteIfExists(output);
    Files.deleteIfExists(errors);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("LC_ALL", "C");
    try {
      return new RunningProvider(settings, builder.start(), output, errors);
    } catch (IOException e) {
      throw new ProviderException(settings.name(), "it can't be started: " + e.getMessage());
    }
  }

  ProviderSettings settings() {
    return settings;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether it has written a line. */
  boolean hasBegun() throws IOException {
    return Files.size(output) > 0;
  }

  /** Throws if it has ended or complained. */
  void check() throws ProviderException, IOException {
    String complaint = complaint(errors);
    if (!complaint.isEmpty()) {
      throw new ProviderException(settings.name(), "it wrote to stderr: " + complaint);
    }
    if (!process.isAlive()) {
      throw new ProviderException(
          settings.name(),
          "it ended by itself, with exit code " + process.exitValue() + ", while it was needed");
    }
  }

  /** Ends it and all it started; they are gone when this returns. */
  void end(ProviderProcesses processes, RunClock clock) throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    if (!gone(all, processes, clock)) {
      process.descendants().forEach(all::add);
      all.forEach(ProcessHandle::destroyForcibly);
      if (!gone(all, processes, clock)) {
        throw new IOException("provider " + settings.name() + " cannot be killed");
      }
    }
  }

  private static boolean gone(
      List<ProcessHandle> all, ProviderProcesses processes, RunClock clock) {
    long until = clock.nanos() + GRACE_NANOS;
    while (all.stream().anyMatch(processes::runs)) {
      if (clock.nanos() - until >= 0) {
        return false;
      }
      clock.park(LOOK_NANOS);
    }
    return true;
  }

  /**
   * What it wrote, checked; to be called when it has ended. What a shell says to stderr about being
   * ended is no complaint, so that is looked at before, by {@link #check}.
   */
  ProviderSamples samples() throws ProviderException, IOException {
    return ProviderSamples.parse(settings, Files.readString(output, StandardCharsets.UTF_8));
  }

  private static String complaint(Path errors) throws IOException {
    byte[] bytes = Files.readAllBytes(errors);
    String text = new String(bytes, StandardCharsets.UTF_8).strip().replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
  }
}
