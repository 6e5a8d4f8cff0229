package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
          SELECT day, machine, project, user_id, attempts, not_charged, cpu_micros, 0, 0,
            several_nodes, several_nodes_micros
          FROM unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
            ?::bigint[], ?::bigint[], ?::bigint[]) AS sums (day, machine, project, user_id,
            attempts, not_charged, cpu_micros, several_nodes, several_nodes_micros)""");

  private static final Comparator<Whose> BY_KEY =
      Comparator.comparingInt(Whose::day)
          .thenComparing(Whose::machine)
          .thenComparing(Whose::project)
          .thenComparing(Whose::user);

  private final Map<Whose, Sum> sums = new HashMap<>();

  /** Forgets all. */
  public void clear() {
    sums.clear();
  }

  /** Empties all sums; they stay where they are. */
  public void empty() {
    sums.values().forEach(Sum::empty);
  }

  /**
   * The sum a record belongs to.
   *
   * @param day it ended on (UTC), days since 1970
   */
  public Sum of(int day, String machine, String project, String user) {
    return sums.computeIfAbsent(new Whose(day, machine, project, user), one -> new Sum());
  }

  /**
   * Raises the daily sums by those that are not empty, in the caller's transaction. In the order of
   * their key, as its index lies.
   */
  void raise(Connection connection) throws SQLException {
    List<Map.Entry<Whose, Sum>> all =
        sums.entrySet().stream()
            .filter(one -> one.getValue().attempts > 0)
            .sorted(Map.Entry.comparingByKey(BY_KEY))
            .toList();
    Object[][] columns = new Object[9][all.size()];
    for (int i = 0; i < all.size(); i++) {
      Whose whose = all.get(i).getKey();
      Sum sum = all.get(i).getValue();
      columns[0][i] = LocalDate.ofEpochDay(whose.day());
      columns[1][i] = whose.machine();
      columns[2][i] = whose.project();
      columns[3][i] = whose.user();
      columns[4][i] = sum.attempts;
      columns[5][i] = sum.notCharged;
      columns[6][i] = sum.cpuMicros();
      columns[7][i] = sum.severalNodes;
      columns[8][i] = sum.severalNodesMicros;
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

  /** One. */
  public static final class Sum {
    private long attempts;
    private long notCharged;
    private long cpuMicros;
    private long severalNodes;
    private long severalNodesMicros;
    private boolean tooLarge;

    private Sum() {}

    private void empty() {
      attempts = 0;
      notCharged = 0;
      cpuMicros = 0;
      severalNodes = 0;
      severalNodesMicros = 0;
      tooLarge = false;
    }

    /**
     * Adds a record.
     *
     * @param more CPU time, µs; null: not charged
     * @param several whether it ran on several nodes
     */
    public void add(@Nullable Long more, boolean several) {
      attempts++;
      severalNodes += several ? 1 : 0;
      if (more == null) {
        notCharged++;
        return;
      }
      long sum = cpuMicros + more;
      tooLarge |= sum < cpuMicros;
      cpuMicros = sum;
      severalNodesMicros += several ? more : 0;
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
