package io.tacet.worker.process;

import io.tacet.schema.IoSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds up {@code rbytes} and {@code wbytes} of all devices in a cgroup's {@code io.stat}. */
final class CgroupIoMeter implements IoMeter {

  private static final String READ = "rbytes=";
  private static final String WRITTEN = "wbytes=";

  private final Path ioStat;

  CgroupIoMeter(Path ioStat) {
    this.ioStat = ioStat;
  }

  @Override
  public IoSource source() {
    return IoSource.CGROUP;
  }

  @Override
  public IoBytes read() throws IOException {
    long read = 0;
    long written = 0;
    for (String line : Files.readAllLines(ioStat)) {
      for (String word : line.split(" ", -1)) {
        if (word.startsWith(READ)) {
          read += Long.parseLong(word.substring(READ.length()));
        } else if (word.startsWith(WRITTEN)) {
          written += Long.parseLong(word.substring(WRITTEN.length()));
        }
      }
    }
    return new IoBytes(read, written);
  }
}
