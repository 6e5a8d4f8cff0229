package io.tacet.accountant.usage;

import io.tacet.accountant.access.Caller;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on usage rows and their values, gathered in step. For one request. */
final class Filter {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /** What the caller may see: everything, or own projects' and own rows. */
  Filter visibleTo(Caller caller) {
    if (!caller.isOperator()) {
      conditions.add("(u.project = ANY (?) OR u.user_id = ?)");
      values.add(caller.projects().toArray(String[]::new));
      values.add(caller.user());
    }
    return this;
  }

  /** Equal to a text, if one is given. */
  Filter equal(String column, @Nullable String value) {
    if (value != null) {
      conditions.add("u." + column + " = ?");
      values.add(value);
    }
    return this;
  }

  /** Equal to one of some texts, if any are given. */
  Filter among(String column, @Nullable List<String> any) {
    if (any != null && !any.isEmpty()) {
      conditions.add("u." + column + " = ANY (?)");
      values.add(any.toArray(String[]::new));
    }
    return this;
  }

  /** From a day to a day, both included, as far as given. */
  Filter days(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null) {
      conditions.add("u.day >= ?");
      values.add(from);
    }
    if (to != null) {
      conditions.add("u.day <= ?");
      values.add(to);
    }
    return this;
  }

  /** Behind a place in the list. */
  Filter after(@Nullable Cursor cursor) {
    if (cursor != null) {
      conditions.add("(u.ended_at, u.record_id) > (?, ?)");
      values.add(cursor.endedAt().atOffset(java.time.ZoneOffset.UTC));
      values.add(cursor.recordId());
    }
    return this;
  }

  String where() {
    return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + "\n";
  }

  /** Sets the values, from index 1 on; returns the next index. */
  int set(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (Object value : values) {
      statement.setObject(index++, value);
    }
    return index;
  }
}
