package io.tacet.worker.power;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the operator's command: without a shell or input, output to a file, with a time limit. One
 * thread at a time.
 */
final class PowerCommand {

  private static final int LONGEST_LINE = 200;

  private final List<String> words;
  private final Duration limit;
  private final Path output;

  PowerCommand(List<String> words, Duration limit, Path output) {
    this.words = List.copyOf(words);
    this.limit = limit;
    this.output = output;
  }

  /** Runs it; says in one sentence why it failed, if it did. */
  Optional<String> run() throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
    } catch (IOException e) {
      return Optional.of(program() + " could not be run: " + e.getMessage());
    }
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    if (!ended) {
      return Optional.of(program() + " took longer than " + limit + " and was killed");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of(program() + " ended with " + process.exitValue() + lastWords());
  }

  private String program() {
    return String.join(" ", words);
  }

  private String lastWords() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      if (lines.isEmpty()) {
        return "";
      }
      String last = lines.get(lines.size() - 1).strip();
      return ": " + last.substring(0, Math.min(last.length(), LONGEST_LINE));
    } catch (IOException e) {
      return ", its output in " + output + " can't be read: " + e.getMessage();
    }
  }
}
