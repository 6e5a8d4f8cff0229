package io.tacet.worker.process;

import io.tacet.schema.IoSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what the worker's ended children and theirs have read and written: the kernel adds that to
 * {@code /proc/self/io} of whoever waited for them (proc(5)). What the worker's own threads did is
 * taken off. A process whose parent did not wait for it is not in it.
 */
final class ReapedIoMeter implements IoMeter {

  private static final String READ = "read_bytes: ";
  private static final String WRITTEN = "write_bytes: ";

  private final Path self;

  ReapedIoMeter(Path proc) {
    this.self = proc.resolve("self");
  }

  /** Whether the kernel counts and this process may read it. */
  static boolean works(Path proc) {
    return Files.isReadable(proc.resolve("self/io"));
  }

  @Override
  public IoSource source() {
    return IoSource.REAPED;
  }

  @Override
  public IoBytes read() throws IOException {
    IoBytes own = new IoBytes(0, 0);
    for (Path thread : threads()) {
      try {
        IoBytes one = read(thread.resolve("io"));
        own = new IoBytes(own.read() + one.read(), own.written() + one.written());
      } catch (IOException e) {
        if (Files.exists(thread)) {
          throw e; // otherwise it ended while we looked
        }
      }
    }
    return read(self.resolve("io")).since(own);
  }

  private List<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(self.resolve("task"))) {
      return threads.toList();
    }
  }

  private static IoBytes read(Path file) throws IOException {
    long read = 0;
    long written = 0;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(READ)) {
        read = Long.parseLong(line.substring(READ.length()));
      } else if (line.startsWith(WRITTEN)) {
        written = Long.parseLong(line.substring(WRITTEN.length()));
      }
    }
    return new IoBytes(read, written);
  }
}
