package io.tacet.it.benchmark;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process whose cost is watched.
 *
 * @param gcLog its log of garbage collections; null: no JVM
 * @param packets those seen at the other end of its cable; null: not looked at
 */
record Watched(String name, long pid, @Nullable Path gcLog, @Nullable LongSupplier packets) {

  /** A JVM at no cable of its own. */
  static Watched jvm(String name, long pid, Path gcLog) {
    return new Watched(name, pid, gcLog, null);
  }

  /** Any other program. */
  static Watched program(String name, long pid) {
    return new Watched(name, pid, null, null);
  }

  /** How many have been seen; 0 where nobody looks. */
  long packetsSoFar() {
    return packets == null ? 0 : packets.getAsLong();
  }
}
