package io.tacet.worker.gate.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.gate.check.Checked;
import io.tacet.worker.gate.check.Finding.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Checks that have been made, to be shown. Immutable.
 *
 * @param threshold level from which one that is not met keeps jobs out
 */
record CheckReport(MachineKind kind, CheckLevel threshold, List<Checked> checks) {

  CheckReport {
    checks = List.copyOf(checks);
  }

  /** Whether nothing keeps jobs out. */
  boolean isFit() {
    return kind == MachineKind.DEVELOPMENT || objections() == 0;
  }

  String table() {
    StringBuilder text = new StringBuilder(row("CHECK", "LEVEL", "RESULT", "FOUND"));
    for (Checked check : checks) {
      text.append(
          row(
              check.name(),
              check.level().name(),
              word(check.finding().verdict()),
              check.finding().found()));
      if (!check.finding().toDo().isEmpty()) {
        text.append(row("", "", "", "  " + check.finding().toDo()));
      }
    }
    return text + System.lineSeparator() + summary() + System.lineSeparator();
  }

  String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("kind", lower(kind.name()));
    root.put("threshold", lower(threshold.name()));
    root.put("fit", isFit());
    for (Checked check : checks) {
      root.withArray("/checks")
          .addObject()
          .put("name", check.name())
          .put("level", lower(check.level().name()))
          .put("result", word(check.finding().verdict()).replace(' ', '-'))
          .put("found", check.finding().found())
          .put("toDo", check.finding().toDo());
    }
    return root.toPrettyString() + System.lineSeparator();
  }

  private String summary() {
    String of =
        "as a %s machine, threshold %s".formatted(lower(kind.name()), lower(threshold.name()));
    if (objections() == 0) {
      return "Fit to measure " + of + ".";
    }
    return kind == MachineKind.DEVELOPMENT
        ? "%d not met %s: reported only, jobs are let in.".formatted(objections(), of)
        : "%d not met %s: no job is let in.".formatted(objections(), of);
  }

  private long objections() {
    return checks.stream().filter(check -> check.isObjection(threshold)).count();
  }

  private static String row(String check, String level, String result, String found) {
    return "%-16s %-5s  %-7s  %s".formatted(check, level, result, found).stripTrailing()
        + System.lineSeparator();
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case MET -> "met";
      case NOT_MET -> "not met";
      case UNSEEN -> "unseen";
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
