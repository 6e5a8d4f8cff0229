package io.tacet.worker.measure;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sees to it that a job leaves room for its own result: looks at the free space of the file system
 * its directory is on, by statvfs(3). One thread.
 */
final class DiskGuard {

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int WARM_UP = 300;

  private final FileStore disk;
  private final long reserve;
  private final LongSupplier nanos;
  private long nextLook;

  /**
   * For a job.
   *
   * @param directory of the job
   * @param reserve bytes that must stay free
   */
  DiskGuard(Path directory, long reserve, LongSupplier nanos) throws IOException {
    this.disk = Files.getFileStore(directory); // once: it reads all mounts to find it
    this.reserve = reserve;
    this.nanos = nanos;
    this.nextLook = nanos.getAsLong();
  }

  /** Looks often enough that looking later costs no compilation. */
  void warmUp() throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      long unused = disk.getUsableSpace();
    }
  }

  /** What there is to say against it, for a person; looks once a second at most. */
  Optional<String> now() throws IOException {
    long now = nanos.getAsLong();
    if (now - nextLook < 0) {
      return Optional.empty();
    }
    nextLook = now + LOOK_NANOS;
    return look();
  }

  /** Looks whenever it was last done. */
  Optional<String> look() throws IOException {
    long free = disk.getUsableSpace();
    return free >= reserve
        ? Optional.empty()
        : Optional.of(
            "the file system of the job's directory has only "
                + free
                + " bytes left of the "
                + reserve
                + " that are kept for the result (tacet.worker.measure.disk-reserve)");
  }
}
