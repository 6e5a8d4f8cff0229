package io.tacet.accountant.usage;

import io.tacet.accountant.rate.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Totals from the daily rollup, with the rates as they are now: a corrected rate needs no rollup
 * rebuilt. Everything is exact until service units are made of it. Thread-safe.
 */
@ApplicationScoped
class UsageTotals {

  private static final String SELECT =
      """
      SELECT %1$s AS key, sum(attempts) AS attempts, sum(not_charged) AS not_charged,
        sum(cpu_micros) AS cpu_micros, sum(cpu_micros * rate) AS rated_micros
      FROM (
        SELECT u.*, %2$s AS rate FROM usage_day u
        %3$s
      ) AS days
      GROUP BY %1$s ORDER BY %1$s
      """;

  List<Total> of(Connection connection, Grouping grouping, Filter filter) throws SQLException {
    String query = SELECT.formatted(grouping.column(), Rate.rateOf("u"), filter.where());
    List<Total> totals = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      filter.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          totals.add(
              new Total(
                  rows.getString("key"),
                  rows.getLong("attempts"),
                  rows.getLong("not_charged"),
                  rows.getBigDecimal("cpu_micros").longValueExact(),
                  rows.getBigDecimal("rated_micros")));
        }
      }
    }
    return totals;
  }

  /** By what is totalled. */
  enum Grouping {
    /** By project. */
    PROJECT("project"),
    /** By user. */
    USER("user_id");

    private final String column;

    Grouping(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /**
   * One total.
   *
   * @param ratedMicros sum of CPU-µs × rate, exact
   */
  record Total(
      String key, long attempts, long notCharged, long cpuMicros, BigDecimal ratedMicros) {}
}
