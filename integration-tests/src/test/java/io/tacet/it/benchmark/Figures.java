package io.tacet.it.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Rows of a table, printed as they come and once more together. Not for several threads. */
final class Figures {

  private final List<String> rows = new ArrayList<>();

  void rate(String what, double perSecond) {
    add("| %s | %.0f/s |".formatted(what, perSecond));
  }

  /**
   * Adds median and 99th percentile.
   *
   * @param nanos sorted, ns
   */
  void millis(String what, List<Long> nanos) {
    add(
        "| %s | p50 %.0f ms, p99 %.0f ms |"
            .formatted(what, at(nanos, 50) / 1e6, at(nanos, 99) / 1e6));
  }

  void words(String what, String figure) {
    add("| %s | %s |".formatted(what, figure));
  }

  int count() {
    return rows.size();
  }

  void print() {
    System.out.println("| what | figure |\n|---|---|");
    rows.forEach(System.out::println);
  }

  private static long at(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private void add(String row) {
    System.out.println(row);
    rows.add(row);
  }
}
