package io.tacet.worker.process;

import static org.awaitility.Awaitility.await;

import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A job of real processes on this machine, begun and ended by a test. */
final class RealJob implements AutoCloseable {

  static final Path PROC = Path.of("/proc");
  static final Path SYS = Path.of("/sys");
  static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

  final Path directory;
  final JobProcesses processes;

  RealJob(Path directory, Optional<CgroupHierarchy> cgroups, Duration grace) throws IOException {
    this.directory = directory;
    this.processes =
        JobProcesses.begin(
            directory,
            UUID.randomUUID().toString(),
            new ProcessSettings(PROC, SYS, cgroups, Optional.empty(), grace, OptionalLong.empty()),
            RunClock.system());
  }

  /** Starts a shell script; {@code $0} is the job's directory. */
  StagedCommand start(String script) throws IOException {
    StagedCommand command = stage(script);
    command.go();
    return command;
  }

  StagedCommand stage(String script) throws IOException {
    return stage(script, false);
  }

  /** Waits to be let go, in the job's own network or the machine's. */
  StagedCommand stage(String script, boolean ownNetwork) throws IOException {
    return processes
        .stage(
            List.of(
                new CommandSpec(
                    List.of("sh", "-c", script, directory.toString()),
                    ENVIRONMENT,
                    directory,
                    directory.resolve("out"),
                    directory.resolve("err"),
                    ownNetwork)))
        .get(0);
  }

  /** Waits for an end. */
  static Exit exit(StagedCommand command) {
    return await().atMost(LIMIT).until(command::exit, Optional::isPresent).orElseThrow();
  }

  /** Waits until so many process numbers stand in the job's file {@code pids}. */
  List<Long> pids(int count) {
    Path file = directory.resolve("pids");
    return await()
        .atMost(LIMIT)
        .ignoreException(java.nio.file.NoSuchFileException.class)
        .until(() -> Files.readAllLines(file), lines -> lines.size() >= count)
        .stream()
        .map(Long::parseLong)
        .toList();
  }

  /** Whether a process is there and no zombie. */
  static boolean lives(long pid) {
    return ProcessStat.read(PROC, Long.toString(pid)).filter(ProcessStat::alive).isPresent();
  }

  @Override
  public void close() throws IOException {
    processes.close();
  }
}
