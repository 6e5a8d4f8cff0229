package io.tacet.worker.catalog;

import io.tacet.worker.catalog.Inventory.Entry;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.Option;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows an inventory to a person. */
final class InventoryTable {

  private static final String ROW = "%-18s %-5s %9s %9s %6s %8s  %s%n";

  private InventoryTable() {}

  static void print(List<Entry> entries, PrintWriter out) {
    out.printf(ROW, "SENSOR", "HERE", "COST µs", "MEASURING", "IDLE", "COOLING", "WHAT IT READS");
    for (Entry entry : entries) {
      Double micros = entry.micros();
      out.printf(
          ROW,
          entry.description().name(),
          entry.missing() == null ? "yes" : "no",
          micros == null ? "-" : String.format(Locale.ROOT, "%.0f", micros),
          entry.paces().get(0),
          entry.paces().get(1),
          entry.paces().get(2),
          entry.description().help());
    }
    List<Entry> absent = entries.stream().filter(entry -> entry.missing() != null).toList();
    if (!absent.isEmpty()) {
      out.printf("%nNot here:%n");
      absent.forEach(
          entry -> out.printf("  %-18s %s%n", entry.description().name(), entry.missing()));
    }
  }

  static void printDetails(List<Entry> entries, PrintWriter out) {
    for (Entry entry : entries) {
      Description description = entry.description();
      Double micros = entry.micros();
      out.printf("%s: %s%n", description.name(), description.help());
      out.printf("  reads      %s%n", description.source());
      out.printf(
          "  here       %s%n",
          entry.missing() == null ? here(entry.metrics(), micros) : "no: " + entry.missing());
      out.printf(
          "  interval   measuring %s, idle %s, cooling %s%s%n",
          entry.paces().get(0),
          entry.paces().get(1),
          entry.paces().get(2),
          entry.survey() ? " (never read while a job is measured)" : "");
      for (Field field : description.fields()) {
        out.printf("  figure     %s, %s: %s%n", field.metric(), field.unit(), field.meaning());
      }
      for (Option option : description.options()) {
        out.printf("  option     %s [%s]: %s%n", option.name(), option.otherwise(), option.help());
      }
      out.printf("%n");
    }
  }

  private static String here(int figures, @Nullable Double micros) {
    return micros == null
        ? "yes"
        : String.format(Locale.ROOT, "yes, %d figures in %.0f µs", figures, micros);
  }
}
