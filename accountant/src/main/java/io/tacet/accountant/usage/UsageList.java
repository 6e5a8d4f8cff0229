package io.tacet.accountant.usage;

import io.tacet.accountant.dated.Words;
import io.tacet.accountant.rate.Rate;
import io.tacet.accountant.rate.ServiceUnits;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The usage records with the rate of their day, by the time they ended. Thread-safe. */
@ApplicationScoped
class UsageList {

  private static final String SELECT =
      """
      SELECT u.source, u.cluster, u.record_id, u.job_id, u.attempt, u.order_id, u.machine, u.project, u.user_id, u.outcome,
        u.ended_at, u.cpu_micros, u.cpu_source, u.not_charged, u.energy_microjoules,
      """
          + Rate.rateOf("u")
          + " AS rate FROM usage_record u\n";

  Page<Usage> page(Connection connection, Filter filter, int limit) throws SQLException {
    String query = SELECT + filter.where() + "ORDER BY u.ended_at, u.record_id LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      int index = filter.set(statement);
      statement.setInt(index, limit + 1);
      List<Usage> items = new ArrayList<>();
      Cursor last = null;
      try (ResultSet rows = statement.executeQuery()) {
        while (items.size() < limit && rows.next()) {
          items.add(usage(rows));
          last = cursor(rows);
        }
        return new Page<>(items, last != null && rows.next() ? last.text() : null);
      }
    }
  }

  private static Cursor cursor(ResultSet row) throws SQLException {
    return new Cursor(
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        row.getObject("record_id", UUID.class));
  }

  private static Usage usage(ResultSet row) throws SQLException {
    BigDecimal rate = Words.plain(row.getBigDecimal("rate"));
    long micros = row.getLong("cpu_micros");
    boolean known = !row.wasNull();
    return new Usage(
        row.getString("job_id"),
        row.getInt("attempt"),
        row.getString("order_id"),
        row.getString("machine"),
        row.getString("project"),
        row.getString("user_id"),
        row.getString("outcome"),
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        known ? micros : null,
        row.getString("cpu_source"),
        rate,
        known ? ServiceUnits.of(BigDecimal.valueOf(micros).multiply(rate)) : null,
        row.getString("not_charged"),
        row.getObject("energy_microjoules", Long.class),
        row.getString("source"),
        row.getString("cluster"));
  }
}
