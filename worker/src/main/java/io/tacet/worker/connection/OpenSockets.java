package io.tacet.worker.connection;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the sockets of a process by its descriptors (proc(5), {@code /proc/PID/fd}). A connection
 * in TIME_WAIT has no descriptor, so it is not counted. Standard streams are not counted either:
 * they belong to whoever started the process, and the service manager may have made them sockets.
 */
public final class OpenSockets {

  private static final int LAST_STANDARD_STREAM = 2;
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

  private final Path descriptors;

  /** For this process, below a proc file system. */
  public OpenSockets(Path procRoot) {
    descriptors = procRoot.resolve("self/fd");
  }

  /**
   * Sockets open now.
   *
   * @throws IOException when the descriptors can't be listed
   */
  public int count() throws IOException {
    int sockets = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
      for (Path entry : entries) {
        if (isSocket(entry)) {
          sockets++;
        }
      }
    }
    return sockets;
  }

  /**
   * Waits until none is left.
   *
   * @return how many are left when the time is over
   */
  public int awaitNone(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    int left = count();
    while (left > 0 && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      left = count();
    }
    return left;
  }

  private static boolean isSocket(Path entry) throws IOException {
    if (Integer.parseInt(entry.getFileName().toString()) <= LAST_STANDARD_STREAM) {
      return false;
    }
    try {
      return Files.readSymbolicLink(entry).toString().startsWith("socket:");
    } catch (NoSuchFileException e) {
      return false; // closed between listing and looking
    }
  }
}
