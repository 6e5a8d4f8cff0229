package io.tacet.it.benchmark;

import java.io.IOException;
import java.util.OptionalLong;

/** What a JVM allocates and collects from now on; of what is no JVM, nothing. */
final class HeapUse {

  private final Watched process;
  private final long asking;
  private final long used;
  private final long collections;

  private HeapUse(Watched process, long asking, long used, long collections) {
    this.process = process;
    this.asking = asking;
    this.used = used;
    this.collections = collections;
  }

  static HeapUse of(Watched process) throws IOException {
    if (process.gcLog() == null) {
      return new HeapUse(process, 0, 0, 0);
    }
    long pid = process.pid();
    long unused = JavaHeap.usedBytes(pid); // the first question starts a thread there
    long asking = -JavaHeap.usedBytes(pid) + JavaHeap.usedBytes(pid);
    return new HeapUse(
        process, asking, JavaHeap.usedBytes(pid), JavaHeap.collections(process.gcLog()));
  }

  /** Bytes. */
  OptionalLong allocatedSince() throws IOException {
    return process.gcLog() == null
        ? OptionalLong.empty()
        : OptionalLong.of(JavaHeap.usedBytes(process.pid()) - used - asking);
  }

  /** Count. */
  OptionalLong collectionsSince() throws IOException {
    return process.gcLog() == null
        ? OptionalLong.empty()
        : OptionalLong.of(JavaHeap.collections(process.gcLog()) - collections);
  }
}
