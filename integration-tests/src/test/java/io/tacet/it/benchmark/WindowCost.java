package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a process cost in a minute, scaled from the window it was watched.
 *
 * @param packets packets seen at the other end of its cable; empty: not looked at
 * @param allocated bytes of Java heap; empty: no JVM
 * @param collections garbage collections; empty: no JVM
 */
record WindowCost(
    String name,
    double cpuMillis,
    double voluntarySwitches,
    double involuntarySwitches,
    double bytesWritten,
    OptionalLong packets,
    OptionalLong allocated,
    OptionalLong collections) {

  static final String HEADER =
      """
      | what | CPU ms | voluntary switches | involuntary | bytes written | packets | heap bytes | collections |
      |---|---|---|---|---|---|---|---|""";

  /** Watches a process for a while. */
  static WindowCost watch(
      String name, long pid, Duration window, @Nullable Path gcLog, @Nullable LongSupplier packets)
      throws IOException {
    boolean java = gcLog != null;
    if (java) {
      JavaHeap.usedBytes(pid); // the first question starts a thread there
    }
    long asking = java ? -JavaHeap.usedBytes(pid) + JavaHeap.usedBytes(pid) : 0;
    long heap = java ? JavaHeap.usedBytes(pid) : 0;
    long collected = gcLog == null ? 0 : JavaHeap.collections(gcLog);
    Elapsing.of(Duration.ofSeconds(1));
    long packetsBefore = packets == null ? 0 : packets.getAsLong();
    long start = System.nanoTime();
    CostReading before = CostReading.of(pid);
    Elapsing.of(window);
    CostReading.Added cost = CostReading.of(pid).since(before);
    double minutes = (System.nanoTime() - start) / 60e9;
    long packetsSince = packets == null ? 0 : packets.getAsLong() - packetsBefore;
    long allocated = java ? JavaHeap.usedBytes(pid) - heap - asking : 0;
    return new WindowCost(
        name,
        cost.cpuNanos() / 1e6 / minutes,
        cost.voluntarySwitches() / minutes,
        cost.involuntarySwitches() / minutes,
        cost.bytesWritten() / minutes,
        packets == null ? OptionalLong.empty() : OptionalLong.of(packetsSince),
        java ? OptionalLong.of(allocated) : OptionalLong.empty(),
        gcLog == null
            ? OptionalLong.empty()
            : OptionalLong.of(JavaHeap.collections(gcLog) - collected));
  }

  /** A row below {@link #HEADER}. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.0f | %.0f | %.0f | %s | %s | %s |",
        name,
        cpuMillis,
        voluntarySwitches,
        involuntarySwitches,
        bytesWritten,
        text(packets),
        text(allocated),
        text(collections));
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? "" + value.getAsLong() : "–";
  }
}
