package io.tacet.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of a few MiB in memory, for tests that fill one; needs root. */
public final class SmallDisk implements AutoCloseable {

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @param directory that is there and empty
   * @return empty where this user may not
   */
  public static Optional<SmallDisk> mount(Path directory, int mebibytes) throws IOException {
    int status =
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tacet", directory.toString());
    return status == 0 ? Optional.of(new SmallDisk(directory)) : Optional.empty();
  }

  /** Where it is mounted. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    if (run("umount", "--lazy", directory.toString()) != 0) {
      throw new IOException("still mounted: " + directory);
    }
  }

  private static int run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      System.err.println(String.join(" ", words) + ": " + said);
    }
    return status;
  }
}
