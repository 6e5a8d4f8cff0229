package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of a page of memory, which the kernel tells every process (getauxval(3)). */
public final class PageSize {

  private static final long AT_PAGESZ = 6;
  private static final int USUAL = 4096;

  private PageSize() {}

  /** Of the machine with this proc; the usual size where it does not tell. */
  public static long of(Path proc) throws IOException {
    Path file = proc.resolve("self/auxv");
    if (!Files.isReadable(file)) {
      return USUAL;
    }
    ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    while (pairs.remaining() >= 2 * Long.BYTES) {
      long key = pairs.getLong();
      long value = pairs.getLong();
      if (key == AT_PAGESZ) {
        return value;
      }
    }
    return USUAL;
  }
}
