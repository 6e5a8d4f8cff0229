package io.tacet.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

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
  static WindowCost watch(Watched process, Duration window) throws IOException {
    return watch(List.of(process), window).get(0);
  }

  /** Watches processes for the same while; one cost each, in their order. */
  static List<WindowCost> watch(List<Watched> processes, Duration window) throws IOException {
    List<HeapUse> heaps = new ArrayList<>();
    for (Watched process : processes) {
      heaps.add(HeapUse.of(process));
    }
    Elapsing.of(Duration.ofSeconds(1));
    List<Long> packets = processes.stream().map(Watched::packetsSoFar).toList();
    long start = System.nanoTime();
    List<CostReading> before = new ArrayList<>();
    for (Watched process : processes) {
      before.add(CostReading.of(process.pid()));
    }
    Elapsing.of(window);
    List<CostReading.Added> added = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      added.add(CostReading.of(processes.get(i).pid()).since(before.get(i)));
    }
    double minutes = (System.nanoTime() - start) / 60e9;
    List<WindowCost> costs = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      Watched process = processes.get(i);
      costs.add(
          new WindowCost(
              process.name(),
              added.get(i).cpuNanos() / 1e6 / minutes,
              added.get(i).voluntarySwitches() / minutes,
              added.get(i).involuntarySwitches() / minutes,
              added.get(i).bytesWritten() / minutes,
              process.packets() == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(process.packetsSoFar() - packets.get(i)),
              heaps.get(i).allocatedSince(),
              heaps.get(i).collectionsSince()));
    }
    return costs;
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
