package io.tacet.worker.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which providers run, on disk: a worker that was killed leaves them, and the next one ends them. A
 * process is known again by its number and the time of its start.
 */
public final class ProviderJournal {

  private static final String FILE = "providers";

  private ProviderJournal() {}

  static void write(Path directory, List<ProcessHandle> running) throws IOException {
    if (!running.isEmpty()) {
      Files.write(directory.resolve(FILE), running.stream().map(ProviderJournal::line).toList());
    }
  }

  /** Ends what is left of the providers that were started for this directory. */
  public static void killLeftovers(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      if (words.length == 2 && words[0].matches("\\d{1,10}")) {
        ProcessHandle.of(Long.parseLong(words[0]))
            .filter(process -> line(process).equals(line))
            .ifPresent(
                process ->
                    Stream.concat(process.descendants().toList().stream(), Stream.of(process))
                        .forEach(ProcessHandle::destroyForcibly));
      }
    }
    Files.delete(file);
  }

  private static String line(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + " " + start.map(Instant::toEpochMilli).orElse(0L);
  }
}
