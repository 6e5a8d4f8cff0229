package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What records add to the daily sums, gathered while they are read: adding up in the database what
 * passed through here anyway would cost it more than the sums. For one thread at a time.
 */
public final class DaySums {

  private static final String RAISE =
      Booking.RAISE.formatted(
          """
          SELECT day, machine, project, user_id, attempts, not_charged, cpu_micros, 0, 0
          FROM unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
            ?::bigint[]) AS sums (day, machine, project, user_id, attempts, not_charged, cpu_micros)
          ORDER BY day, machine, project, user_id""");

  private final Map<Whose, Sum> sums = new HashMap<>();

  /** Forgets all. */
  public void clear() {
    sums.clear();
  }

  /**
   * Adds a record.
   *
   * @param day it ended on (UTC), days since 1970
   * @param cpuMicros null: not charged
   */
  public void add(int day, String machine, String project, String user, @Nullable Long cpuMicros) {
    sums.computeIfAbsent(new Whose(day, machine, project, user), one -> new Sum()).add(cpuMicros);
  }

  /** Raises the daily sums, in the caller's transaction. */
  void raise(Connection connection) throws SQLException {
    int count = sums.size();
    Object[][] columns = new Object[7][count];
    Iterator<Map.Entry<Whose, Sum>> all = sums.entrySet().iterator();
    for (int i = 0; i < count; i++) {
      Map.Entry<Whose, Sum> one = all.next();
      columns[0][i] = LocalDate.ofEpochDay(one.getKey().day());
      columns[1][i] = one.getKey().machine();
      columns[2][i] = one.getKey().project();
      columns[3][i] = one.getKey().user();
      columns[4][i] = one.getValue().attempts;
      columns[5][i] = one.getValue().notCharged;
      columns[6][i] = one.getValue().cpuMicros();
    }
    try (PreparedStatement statement = connection.prepareStatement(RAISE)) {
      for (int i = 0; i < columns.length; i++) {
        String type = i == 0 ? "date" : i < 4 ? "text" : "int8";
        statement.setArray(i + 1, connection.createArrayOf(type, columns[i]));
      }
      statement.executeUpdate();
    }
  }

  private record Whose(int day, String machine, String project, String user) {}

  private static final class Sum {
    private long attempts;
    private long notCharged;
    private long cpuMicros;
    private boolean tooLarge;

    private void add(@Nullable Long more) {
      attempts++;
      if (more == null) {
        notCharged++;
        return;
      }
      long sum = cpuMicros + more;
      tooLarge |= sum < cpuMicros;
      cpuMicros = sum;
    }

    private long cpuMicros() throws SQLException {
      if (tooLarge) {
        // As PostgreSQL says it of a sum beyond bigint
        throw new SQLException("the CPU time of a day is out of range", "22003");
      }
      return cpuMicros;
    }
  }
}
