package io.tacet.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The ports that processes of this user have picked: of a file that all of them open, and nobody
 * writes, each locks the byte with the port's number. The system gives a lock up with the process
 * that holds it, however that ends.
 *
 * <p>Safe for use by several threads.
 */
final class TakenPorts {

  private TakenPorts() {}

  /**
   * Takes a port until this process ends.
   *
   * @return whether neither this process nor another had it
   */
  static boolean take(int port) {
    try {
      FileLock lock = Open.FILE.tryLock(port, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process has it
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " can't be locked in " + Open.PATH, e);
    }
  }

  /** Never closed: with any descriptor of a file that it closes, a process loses its locks. */
  private static final class Open {
    static final Path PATH =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "tacet-ports-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_"));
    static final FileChannel FILE = open();

    private static FileChannel open() {
      try {
        return FileChannel.open(
            PATH,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS); // everybody may put a link there
      } catch (IOException e) {
        throw new UncheckedIOException("The ports that are taken can't be noted in " + PATH, e);
      }
    }
  }
}
