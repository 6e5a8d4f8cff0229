package io.tacet.cli.output;

import io.tacet.cli.terminal.Paint;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows with the same columns, as a table or as CSV. Immutable.
 *
 * @param columns from left to right
 */
public record Listing<T>(List<Column<T>> columns) {

  private static final String GAP = "  ";

  /** Copies the columns. */
  public Listing {
    columns = List.copyOf(columns);
  }

  /**
   * Writes a table as wide as its contents.
   *
   * @param indent put before every line
   */
  public void table(List<T> rows, PrintWriter out, Paint paint, String indent) {
    List<Column<T>> seen = columns.stream().filter(column -> !column.title().isEmpty()).toList();
    List<List<String>> cells = new ArrayList<>();
    cells.add(seen.stream().map(Column::title).toList());
    for (T row : rows) {
      cells.add(seen.stream().map(column -> oneLine(column.shown().apply(row))).toList());
    }
    int[] widths = new int[seen.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    for (int i = 0; i < cells.size(); i++) {
      String line = line(seen, cells.get(i), widths);
      out.println(indent + (i == 0 ? paint.faint(line) : line));
    }
  }

  /** Writes a header line and one line per row. */
  public void csv(List<T> rows, PrintWriter out) {
    out.print(String.join(",", columns.stream().map(column -> csv(column.field())).toList()));
    out.print("\r\n");
    for (T row : rows) {
      out.print(String.join(",", columns.stream().map(c -> csv(c.raw().apply(row))).toList()));
      out.print("\r\n");
    }
  }

  private static <T> String line(List<Column<T>> seen, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      boolean toRight = seen.get(i).toRight();
      line.append(i == 0 ? "" : GAP)
          .append(toRight ? padding : "")
          .append(cells.get(i))
          .append(toRight ? "" : padding);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String oneLine(String text) {
    return Plain.text(text).replaceAll("\\s+", " ");
  }

  private static String csv(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
