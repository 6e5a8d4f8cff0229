package io.tacet.worker.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The worker's directory, held by one worker at a time.
 *
 * <pre>{@code
 * lock             held as long as the worker runs
 * order.avro       the order in hand (Journal)
 * seen-orders      ids of the last orders that are over (Journal)
 * jobs/ORDER/      run/ is the job's own, spool/ its complete result
 * superseded/ORDER result of an order that was over before it could be reported
 * }</pre>
 */
public final class StateDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private StateDirectory(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Makes the directory if it is not there, and takes its lock.
   *
   * @throws IOException with a sentence for the operator when another worker has it, or it can't be
   *     written
   */
  public static StateDirectory open(Path root) throws IOException {
    FileChannel channel;
    try {
      Files.createDirectories(root.resolve("jobs"));
      Files.createDirectories(root.resolve("superseded"));
      channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "The state directory "
              + root
              + " can't be used ("
              + e
              + "); set tacet.worker.state-dir to one this user may write",
          e);
    }
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new IOException(
          "Another worker is running with the state directory "
              + root
              + "; stop it, or set tacet.worker.state-dir to another one");
    }
    return new StateDirectory(root, channel, lock);
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The job's own directory for its run. */
  public Path run(String orderId) {
    return job(orderId).resolve("run");
  }

  /** Directory of all that belongs to an order. */
  public Path job(String orderId) {
    return root.resolve("jobs").resolve(safe(orderId));
  }

  /** Where a result is kept whose order was over. */
  public Path superseded(String orderId) {
    return root.resolve("superseded").resolve(safe(orderId));
  }

  /** Results kept because their order was over, count. */
  public long supersededResults() throws IOException {
    try (Stream<Path> kept = Files.list(root.resolve("superseded"))) {
      return kept.count();
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this JVM
    }
  }

  private static String safe(String orderId) {
    return orderId.replaceAll("[^A-Za-z0-9-]", "_");
  }
}
