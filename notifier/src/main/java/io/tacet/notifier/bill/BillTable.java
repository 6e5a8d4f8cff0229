package io.tacet.notifier.bill;

import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.UsageBooked;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bills, by job and order. Thread-safe; statements run in the caller's transaction. */
@ApplicationScoped
public class BillTable {

  private static final String ADD =
      """
      INSERT INTO bill (job_id, order_id, cpu_micros, cpu_source, charge_rate, service_units,
        not_charged)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT cpu_micros, cpu_source, charge_rate, service_units, not_charged
      FROM bill WHERE job_id = ? AND order_id = ?
      """;

  /** Keeps a bill; false if it is there already. */
  boolean add(Connection connection, UsageBooked booked) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, booked.getJobId());
      statement.setString(2, booked.getOrderId());
      statement.setObject(3, booked.getCpuMicros());
      CpuTimeSource source = booked.getCpuSource();
      statement.setString(4, source == null ? null : source.name());
      statement.setBigDecimal(5, booked.getChargeRate());
      statement.setBigDecimal(6, booked.getServiceUnits());
      statement.setString(7, text(booked.getNotChargedReason()));
      return statement.executeUpdate() == 1;
    }
  }

  /** The bill of an order; empty while nothing is known of it. */
  public Optional<Bill> of(Connection connection, String job, String order) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setString(1, job);
      statement.setString(2, order);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Bill(
                    row.getObject("cpu_micros", Long.class),
                    row.getString("cpu_source"),
                    row.getBigDecimal("charge_rate"),
                    row.getBigDecimal("service_units"),
                    row.getString("not_charged")))
            : Optional.empty();
      }
    }
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : text.replace('\0', ' ');
  }
}
