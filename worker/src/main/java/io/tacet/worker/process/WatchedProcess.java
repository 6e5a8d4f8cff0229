package io.tacet.worker.process;

import io.tacet.worker.sensor.ProcFile;
import io.tacet.worker.sensor.Sensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A process whose peak memory and children are looked at again and again (proc(5): {@code status},
 * {@code task/TID/children}). As long as it has the same number of threads a look allocates
 * nothing. Its open files are its own: they end with it, whoever gets its number. Not thread-safe.
 */
final class WatchedProcess implements Closeable {

  private static final byte[] PEAK = "VmHWM:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] THREADS = "Threads:".getBytes(StandardCharsets.US_ASCII);
  private static final int KIBI = 1024;

  private final long pid;
  private final Path directory;
  private final ProcFile.Room room;
  private final ProcFile status;
  private final List<ProcFile> children = new ArrayList<>();
  private long threads;

  private WatchedProcess(long pid, Path directory, ProcFile.Room room) throws IOException {
    this.pid = pid;
    this.directory = directory;
    this.room = room;
    this.status = ProcFile.open(directory.resolve("status"), room);
  }

  /**
   * Opens one.
   *
   * @param room for the text of all that are watched
   * @throws IOException when it is gone
   */
  static WatchedProcess open(Path proc, long pid, ProcFile.Room room) throws IOException {
    return new WatchedProcess(pid, proc.resolve(Long.toString(pid)), room);
  }

  long pid() {
    return pid;
  }

  int openFiles() {
    return 1 + children.size();
  }

  /**
   * Looks.
   *
   * @param child takes the numbers of its children
   * @return the most memory it had so far, bytes; 0 when it has ended and was not waited for
   * @throws IOException when it is gone
   */
  long look(LongConsumer child) throws IOException {
    long peak = 0;
    long now = 0;
    status.refresh();
    while (!status.atEnd()) {
      if (status.skip(PEAK)) {
        peak = status.number() * KIBI;
      } else if (status.skip(THREADS)) {
        now = status.number();
      }
      status.nextLine();
    }
    if (now != threads) {
      openChildren();
      threads = now;
    }
    for (int i = 0; i < children.size(); i++) {
      children.get(i).refresh();
      for (long next = children.get(i).number();
          next != Sensor.MISSING;
          next = children.get(i).number()) {
        child.accept(next);
      }
    }
    return peak;
  }

  /** Each thread has the children it made itself; a kernel may be built without that list. */
  private void openChildren() throws IOException {
    closeChildren();
    try (Stream<Path> tasks = Files.list(directory.resolve("task"))) {
      for (Path task : tasks.toList()) {
        Path file = task.resolve("children");
        if (Files.exists(file)) {
          children.add(ProcFile.open(file, room));
        }
      }
    }
  }

  private void closeChildren() throws IOException {
    for (ProcFile file : children) {
      file.close();
    }
    children.clear();
  }

  @Override
  public void close() throws IOException {
    closeChildren();
    status.close();
  }
}
