package io.tacet.accountant.rate;

import io.tacet.contract.rest.ChargeRate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dated rates. A corrected rate changes what past reports say, because rates are joined when a
 * report is made; the audit row keeps who changed it. Thread-safe.
 */
@ApplicationScoped
public class ChargeRates {

  /**
   * Rate of a usage row's machine on its day, for a query whose rows have {@code machine} and
   * {@code day} under this alias.
   */
  public static String rateOf(String alias) {
    return """
        coalesce((SELECT r.rate FROM charge_rate r WHERE r.machine = %1$s.machine
          AND r.from_day <= %1$s.day ORDER BY r.from_day DESC LIMIT 1), 1)
        """
        .formatted(alias);
  }

  private static final String LOCK =
      "SELECT rate FROM charge_rate WHERE machine = ? AND from_day = ? FOR UPDATE";

  private static final String PUT =
      """
      INSERT INTO charge_rate (machine, from_day, rate) VALUES (?, ?, ?)
      ON CONFLICT (machine, from_day) DO UPDATE SET rate = excluded.rate
      """;

  private static final String AUDIT =
      """
      INSERT INTO charge_rate_audit (changed_at, changed_by, machine, from_day, old_rate, new_rate)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String OF =
      "SELECT from_day, rate FROM charge_rate WHERE machine = ? ORDER BY from_day";

  /** Sets a rate and writes the audit row; does nothing when it is so already. */
  void put(Connection connection, ChargeRate rate, String user, Instant now) throws SQLException {
    BigDecimal old = present(connection, rate.machine(), rate.from());
    if (old != null && old.compareTo(rate.rate()) == 0) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, rate.machine());
      statement.setObject(2, rate.from());
      statement.setBigDecimal(3, rate.rate());
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(AUDIT)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, user);
      statement.setString(3, rate.machine());
      statement.setObject(4, rate.from());
      statement.setBigDecimal(5, old);
      statement.setBigDecimal(6, rate.rate());
      statement.executeUpdate();
    }
  }

  /** Rates of a machine, oldest first. */
  List<ChargeRate> of(Connection connection, String machine) throws SQLException {
    List<ChargeRate> rates = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setString(1, machine);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rates.add(
              new ChargeRate(
                  machine, rows.getObject(1, LocalDate.class), plain(rows.getBigDecimal(2))));
        }
      }
    }
    return rates;
  }

  /** Without zeros at the end, and without an exponent. */
  public static BigDecimal plain(BigDecimal rate) {
    BigDecimal stripped = rate.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static @Nullable BigDecimal present(Connection connection, String machine, LocalDate from)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, machine);
      statement.setObject(2, from);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBigDecimal(1) : null;
      }
    }
  }
}
