package io.tacet.cli.ledger;

import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Machines in a CSV file, one a line after a line that names the columns: as the listing of the
 * same thing is written with {@code -o csv}. Names of machines need no quotes; a quote is refused.
 */
final class MachineFile {

  private final Path file;

  MachineFile(Path file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @param required columns that must be there
   * @param other columns that may be there
   * @throws CommandFailure naming the line that is wrong
   */
  List<Line> read(List<String> required, List<String> other) {
    List<String> lines = lines();
    List<String> columns = lines.isEmpty() ? List.of() : cells(1, lines.get(0));
    for (String column : columns) {
      if (!required.contains(column) && !other.contains(column)) {
        throw refusal(1, "there is no column '" + column + "'; " + columnsAre(required, other));
      }
    }
    if (!columns.containsAll(required)) {
      throw refusal(1, "must name the columns; " + columnsAre(required, other));
    }
    List<Line> all = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        all.add(line(i + 1, columns, cells(i + 1, lines.get(i))));
      }
    }
    if (all.isEmpty()) {
      throw new CommandFailure(file + " names no machine; " + columnsAre(required, other));
    }
    return all;
  }

  private List<String> lines() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      if (!lines.isEmpty() && lines.get(0).startsWith("\ufeff")) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e, "there is no file " + file + ".", List.of());
    } catch (MalformedInputException e) {
      throw new CommandFailure(e, file + " is no UTF-8 text.", List.of());
    } catch (IOException e) {
      throw new CommandFailure(e, "can't read " + file + ": " + e.getMessage(), List.of());
    }
  }

  private List<String> cells(int number, String line) {
    if (line.indexOf('"') >= 0) {
      throw refusal(number, "is in quotes; write the values without them, a comma between");
    }
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private Line line(int number, List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw refusal(number, "has " + cells.size() + " values for " + columns.size() + " columns");
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      values.put(columns.get(i), cells.get(i));
    }
    return new Line(this, number, values);
  }

  private CommandFailure refusal(int number, String why) {
    return new CommandFailure(file + ", line " + number + ": " + why + ".");
  }

  private static String columnsAre(List<String> required, List<String> other) {
    return "write them in the first line: "
        + String.join(",", required)
        + " and, if you like, "
        + String.join(",", other);
  }

  /** One of them. */
  record Line(MachineFile file, int number, Map<String, String> values) {

    /** A value; null: the column is not there, or empty. */
    @Nullable String get(String column) {
      String value = values.get(column);
      return value == null || value.isEmpty() ? null : value;
    }

    /** A value that must be there. */
    String need(String column) {
      String value = get(column);
      if (value == null) {
        throw file.refusal(number, "has no " + column);
      }
      return value;
    }

    /** The day it holds from; without one, the one that is said for all. */
    LocalDate from(LocalDate otherwise) {
      String day = get("from");
      try {
        return day == null ? otherwise : LocalDate.parse(day);
      } catch (DateTimeParseException e) {
        throw refusal("from", day, "is no day like 2026-11-01");
      }
    }

    /** What is wrong with a value. */
    CommandFailure refusal(String column, @Nullable String value, String why) {
      return file.refusal(number, column + " '" + value + "' " + why);
    }
  }
}
