package io.tacet.worker.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which processes a job has, on disk before any of its commands runs, so that a worker that died
 * can find them again. A file of lines; a last line without its end was never acted upon.
 *
 * <pre>
 * run BOOT-ID TOKEN
 * cgroup PATH
 * process PID START-TICKS
 * </pre>
 *
 * Not thread-safe.
 */
final class ProcessJournal implements Closeable {

  private static final String FILE = "processes";

  private final FileChannel channel;

  private ProcessJournal(FileChannel channel) {
    this.channel = channel;
  }

  /** Begins the journal of a run. */
  static ProcessJournal begin(Path directory, String bootId, String token) throws IOException {
    ProcessJournal journal =
        new ProcessJournal(
            FileChannel.open(
                directory.resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    journal.write("run " + bootId + " " + token);
    return journal;
  }

  void cgroup(Path path) throws IOException {
    write("cgroup " + path);
  }

  void started(List<StartedProcess> processes) throws IOException {
    List<String> lines = new ArrayList<>();
    for (StartedProcess process : processes) {
      lines.add("process " + process.pid() + " " + process.startTicks());
    }
    if (!lines.isEmpty()) {
      write(String.join("\n", lines));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((lines + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  /** Reads what a run wrote; empty when it wrote nothing. */
  static Optional<Entries> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    String bootId = "";
    String token = "";
    Optional<Path> cgroup = Optional.empty();
    List<StartedProcess> processes = new ArrayList<>();
    for (String line : whole.lines().toList()) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("run") && words.length == 3) {
        bootId = words[1];
        token = words[2];
      } else if (words[0].equals("cgroup")) {
        cgroup = Optional.of(Path.of(line.substring("cgroup ".length())));
      } else if (words[0].equals("process") && words.length == 3) {
        processes.add(new StartedProcess(Long.parseLong(words[1]), Long.parseLong(words[2])));
      } else {
        throw new IOException(file + ": unknown line \"" + line + "\"");
      }
    }
    return token.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entries(bootId, token, cgroup, processes));
  }

  /**
   * What a journal says.
   *
   * @param bootId of the machine's boot it speaks of
   * @param token value of {@link JobProcesses#TOKEN_VARIABLE} in the job's processes
   * @param cgroup the job's cgroup, if it had one
   * @param processes leaders of sessions
   */
  record Entries(
      String bootId, String token, Optional<Path> cgroup, List<StartedProcess> processes) {}
}
