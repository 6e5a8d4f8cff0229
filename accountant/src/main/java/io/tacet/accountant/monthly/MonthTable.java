package io.tacet.accountant.monthly;

import io.tacet.contract.rest.MonthlyReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The months whose report went out. Thread-safe. */
@ApplicationScoped
class MonthTable {

  private static final String ADD =
      """
      INSERT INTO monthly_report (month, made_at, zone, notices) VALUES (?, ?, ?, ?)
      ON CONFLICT (month) DO NOTHING
      """;

  private static final String LIST =
      "SELECT month, made_at, zone, notices FROM monthly_report ORDER BY month DESC LIMIT 1000";

  /** The newest; empty: there is none yet. */
  Optional<YearMonth> last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(month) FROM monthly_report")) {
      row.next();
      return Optional.ofNullable(row.getObject(1, LocalDate.class)).map(YearMonth::from);
    }
  }

  /** Adds one; false: it is there already, because another accountant was quicker. */
  boolean add(Connection connection, YearMonth month, ZoneId zone, int notices, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, month.atDay(1));
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setString(3, zone.getId());
      statement.setInt(4, notices);
      return statement.executeUpdate() == 1;
    }
  }

  /** All, the newest first. */
  List<MonthlyReport> list(Connection connection) throws SQLException {
    List<MonthlyReport> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LIST);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(
            new MonthlyReport(
                YearMonth.from(row.getObject(1, LocalDate.class)).toString(),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getInt(4)));
      }
    }
    return all;
  }
}
