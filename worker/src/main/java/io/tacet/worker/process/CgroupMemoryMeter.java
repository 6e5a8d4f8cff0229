package io.tacet.worker.process;

import io.tacet.schema.MemorySource;
import io.tacet.schema.PeakMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads {@code memory.peak} of a cgroup (Linux 5.19, cgroup-v2.rst). From Linux 6.12 on a write
 * begins it anew for the descriptor that was written to; before that a time in which it does not
 * rise has an upper bound only.
 */
final class CgroupMemoryMeter implements MemoryMeter {

  private static final int CAPACITY = 64;

  private final FileChannel file;
  private boolean startsAnew;
  private long atBegin;

  CgroupMemoryMeter(FileChannel file, boolean startsAnew) {
    this.file = file;
    this.startsAnew = startsAnew;
  }

  static CgroupMemoryMeter open(Path memoryPeak) throws IOException {
    try {
      return new CgroupMemoryMeter(
          FileChannel.open(memoryPeak, StandardOpenOption.READ, StandardOpenOption.WRITE), true);
    } catch (IOException e) { // an older kernel
      return new CgroupMemoryMeter(FileChannel.open(memoryPeak, StandardOpenOption.READ), false);
    }
  }

  @Override
  public void begin() throws IOException {
    if (startsAnew) {
      try {
        file.write(ByteBuffer.wrap("0\n".getBytes(StandardCharsets.US_ASCII)), 0);
      } catch (IOException e) {
        startsAnew = false;
      }
    }
    atBegin = read();
  }

  @Override
  public void look() {
    // the kernel does
  }

  @Override
  public Optional<PeakMemory> peak() throws IOException {
    long peak = read();
    boolean ofThisTime = startsAnew || peak > atBegin;
    return Optional.of(
        new PeakMemory(peak, ofThisTime ? MemorySource.CGROUP : MemorySource.CGROUP_JOB));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private long read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    file.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    if (!text.matches("\\d+")) {
      throw new IOException("memory.peak of the job's cgroup holds no number: \"" + text + "\"");
    }
    return Long.parseLong(text);
  }
}
