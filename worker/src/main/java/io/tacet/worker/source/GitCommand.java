package io.tacet.worker.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs git without a shell, prompts, hooks, templates or transports beyond those allowed, and not
 * longer than it may. Safe for use by one thread, and {@link #stop} by another.
 */
final class GitCommand {

  private final Path directory;
  private final String protocols;
  private final Duration limit;
  private final GitAccess access;
  private final List<Process> running = new ArrayList<>();
  private boolean stopped;

  /**
   * For a repository.
   *
   * @param directory where the repository is or will be
   * @param protocols as in GIT_ALLOW_PROTOCOL, git(1)
   * @param limit longest run of one command
   * @param access to what is not public
   */
  GitCommand(Path directory, String protocols, Duration limit, GitAccess access) {
    this.directory = directory;
    this.protocols = protocols;
    this.limit = limit;
    this.access = access;
  }

  /**
   * How a command ended.
   *
   * @param ok exit code 0, in time
   * @param timedOut killed because it took too long
   * @param said what it wrote
   */
  record Result(boolean ok, boolean timedOut, String said) {

    /** Its last line, which says what went wrong. */
    String lastLine() {
      return said.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .reduce((first, second) -> second)
          .orElse("git said nothing");
    }
  }

  Result run(String... arguments) throws IOException {
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of("git", "-C", directory.toString()));
    argv.addAll(List.of("-c", "protocol.ext.allow=never", "-c", "core.hooksPath=/dev/null"));
    argv.addAll(List.of("-c", "core.fsmonitor=false", "-c", "submodule.recurse=false"));
    argv.addAll(List.of("-c", "gc.auto=0", "-c", "maintenance.auto=false"));
    argv.addAll(List.of("-c", "advice.detachedHead=false"));
    argv.addAll(access.options());
    argv.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, ".git-output", "");
    try {
      return run(argv, output);
    } finally {
      Files.delete(output);
    }
  }

  /** Kills what runs, and runs nothing more. */
  void stop() {
    synchronized (running) {
      stopped = true;
      running.forEach(GitCommand::kill);
    }
  }

  private Result run(List<String> argv, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    // A password of the worker's may stand in its environment
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("TACET_"));
    environment.put("LC_ALL", "C"); // its messages are read
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "true");
    environment.put("SSH_ASKPASS", "true");
    environment.put("GIT_ALLOW_PROTOCOL", protocols);
    environment.putAll(access.environment());
    Process git;
    synchronized (running) {
      if (stopped) {
        return new Result(false, false, "the worker was stopped");
      }
      git = builder.start();
      running.add(git);
    }
    boolean ended = false;
    try {
      ended = git.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    } finally {
      if (!ended) {
        kill(git);
      }
      synchronized (running) {
        running.remove(git);
      }
    }
    // A server may answer with whatever bytes it likes, the token it was shown included.
    String said =
        access.withoutSecrets(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    return new Result(ended && git.exitValue() == 0, !ended, said);
  }

  private static void kill(Process git) {
    git.descendants().forEach(ProcessHandle::destroyForcibly);
    git.destroyForcibly();
  }
}
