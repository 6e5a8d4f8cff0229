package io.tacet.accountant.report;

import io.tacet.contract.rest.UseSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as plain text, for a terminal or a mail. Pure. */
final class TextReport {

  private static final String GAP = "  ";

  private TextReport() {}

  static String write(Report report) {
    StringBuilder text = new StringBuilder();
    Headings.lines(report).forEach(line -> text.append(line).append('\n'));
    for (Report.Column column : report.periods()) {
      column(text, report, column);
    }
    text.append('\n').append(report.outlook().sentence()).append('\n');
    if (!report.outlook().assumption().isEmpty()) {
      text.append(report.outlook().assumption()).append('\n');
    }
    text.append("\nTERMS\n");
    Terms.of(report)
        .forEach(
            term ->
                text.append("  ")
                    .append(term.name())
                    .append(": ")
                    .append(term.meaning())
                    .append('\n'));
    return text.append("  ").append(Terms.credited(report)).append('\n').toString();
  }

  private static void column(StringBuilder text, Report report, Report.Column column) {
    String title = Headings.of(column);
    text.append('\n').append(title).append('\n').append("=".repeat(title.length())).append("\n\n");
    Headings.summary(column).forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    List<List<String>> pis = new ArrayList<>();
    pis.add(PiCells.HEADINGS.stream().map(one -> one.toUpperCase(Locale.ROOT)).toList());
    column.pis().forEach(pi -> pis.add(PiCells.of(pi)));
    pis.add(PiCells.idle(column));
    pis.add(PiCells.total(report, column));
    table(text, pis, 1);
    if (!report.by().equals("pi")) {
      text.append('\n');
      List<List<String>> details = new ArrayList<>();
      details.add(
          List.of(report.by().toUpperCase(Locale.ROOT), "PI", "JOBS", "CPU HOURS", "SU", "SHARE"));
      details.addAll(PiCells.details(column));
      table(text, details, 2);
    }
    List<UseSummary> uses = column.uses();
    if (uses != null) {
      uses(text, uses);
    }
  }

  private static void uses(StringBuilder text, List<UseSummary> uses) {
    text.append("\nWhat bounded the work");
    if (uses.isEmpty()) {
      text.append(": no phase of a job was measured.\n");
      return;
    }
    text.append("\n\n");
    List<List<String>> rows = new ArrayList<>();
    rows.add(UseCells.HEADINGS.stream().map(one -> one.toUpperCase(Locale.ROOT)).toList());
    uses.forEach(use -> rows.add(UseCells.of(use)));
    table(text, rows, 2);
  }

  private static void table(StringBuilder text, List<List<String>> rows, int toLeft) {
    int columns = rows.get(0).size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> width(row.get(i))).max().orElse(0))
            .boxed()
            .toList();
    for (List<String> row : rows) {
      String line =
          IntStream.range(0, columns)
              .mapToObj(i -> padded(row.get(i), widths.get(i), i >= toLeft))
              .collect(Collectors.joining(GAP));
      text.append(line.stripTrailing()).append('\n');
    }
  }

  private static String padded(String cell, int width, boolean toRight) {
    String plain = plain(cell);
    String padding = " ".repeat(width - width(cell));
    return toRight ? padding + plain : plain + padding;
  }

  private static int width(String cell) {
    return plain(cell).codePointCount(0, plain(cell).length());
  }

  /** Names come from elsewhere: nothing in them moves a cursor. */
  private static String plain(String cell) {
    return cell.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", "·");
  }
}
