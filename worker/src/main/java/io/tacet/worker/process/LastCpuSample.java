package io.tacet.worker.process;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The job's CPU time at the last sample, in a file mapped into memory: writing it is a store to
 * memory, and the kernel has it even after {@code kill -9} of the worker. Not thread-safe.
 */
final class LastCpuSample {

  private static final String FILE = "cpu-sample";
  private static final int VALID = 0;
  private static final int USER = 8;
  private static final int SYSTEM = 16;
  private static final int SIZE = 24;

  private final MappedByteBuffer file;

  private LastCpuSample(MappedByteBuffer file) {
    this.file = file;
  }

  /** Makes the file, without a sample in it. */
  static LastCpuSample create(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return new LastCpuSample(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    }
  }

  void write(long userMicros, long systemMicros) {
    file.putLong(USER, userMicros);
    file.putLong(SYSTEM, systemMicros);
    file.putLong(VALID, 1);
  }

  /** What a run in this directory kept last; empty when it never did. */
  static Optional<CpuMicros> read(Path directory) throws IOException {
    Path path = directory.resolve(FILE);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(path);
    if (bytes.length < SIZE) {
      return Optional.empty();
    }
    var buffer = java.nio.ByteBuffer.wrap(bytes);
    return buffer.getLong(VALID) == 1
        ? Optional.of(new CpuMicros(buffer.getLong(USER), buffer.getLong(SYSTEM)))
        : Optional.empty();
  }
}
