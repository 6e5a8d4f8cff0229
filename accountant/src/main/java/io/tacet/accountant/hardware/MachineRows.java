package io.tacet.accountant.hardware;

import io.tacet.accountant.dated.Words;
import io.tacet.problem.FieldErrors;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is said of many machines in one request, and names what is wrong by its place. */
public final class MachineRows {

  private static final int MOST = 10_000;

  private final FieldErrors fields;
  private final String list;
  private final Set<String> said = new HashSet<>();

  /**
   * Of one request.
   *
   * @param list name of the field that holds the rows
   */
  public MachineRows(FieldErrors fields, String list) {
    this.fields = fields;
    this.list = list;
  }

  /** The rows, none of them missing; none where there is none, or too many. */
  public <T> List<T> of(@Nullable List<@Nullable T> rows) {
    if (rows == null || rows.isEmpty() || rows.size() > MOST) {
      fields.add(list, "must hold 1 to " + MOST + " machines; send more in several requests");
      return List.of();
    }
    int missing = rows.indexOf(null);
    if (missing >= 0) {
      fields.add(list + "[" + missing + "]", "is missing; send an object");
      return List.of();
    }
    return List.copyOf(rows);
  }

  /** Name of a field of the row at a place, counted from 0. */
  public String field(int place, String name) {
    return list + "[" + place + "]." + name;
  }

  /** Looks at what all of them have. */
  public void check(int place, @Nullable String machine, @Nullable LocalDate from) {
    Words.foreign(fields, field(place, "machine"), machine);
    if (from == null) {
      fields.add(field(place, "from"), "is missing; send a day like 2026-11-21");
    } else {
      fields.day(field(place, "from"), from.toString());
    }
    fields.require(
        said.add(machine + "\n" + from),
        field(place, "machine"),
        "'" + machine + "' is there twice for that day; say it once");
  }
}
