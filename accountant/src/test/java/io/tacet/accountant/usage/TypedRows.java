package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a test that are to be booked; the line of each is its place from 1. */
final class TypedRows implements StagedRows {

  private static final String INSERT =
      """
      INSERT INTO %s (%s)
      VALUES (usage_record_id('sge', 'c', ?, 0), 'sge', 'c', ?, 'j', 1, ?, ?, ?, 'FINISHED',
        ?::timestamptz, ?::timestamptz, ?, ?, 'MEASURED', ?, ?)
      """;

  private final Instant bookedAt;
  private final List<Row> rows = new ArrayList<>();
  private final DaySums sums = new DaySums();

  TypedRows(Instant bookedAt) {
    this.bookedAt = bookedAt;
  }

  TypedRows add(Row row) {
    rows.add(row);
    sums.add(
        Math.toIntExact(day(row).toEpochDay()),
        row.machine(),
        row.project(),
        row.user(),
        row.cpuMicros());
    return this;
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public void copy(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(INSERT.formatted(table, StagedUsage.COLUMNS))) {
      for (Row row : rows) {
        statement.setString(1, row.key());
        statement.setBytes(2, row.digest().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        statement.setString(3, row.machine());
        statement.setString(4, row.project());
        statement.setString(5, row.user());
        statement.setString(6, row.started() == null ? null : row.started().toString());
        statement.setString(7, row.ended().toString());
        statement.setObject(8, day(row));
        statement.setObject(9, row.cpuMicros(), java.sql.Types.BIGINT);
        statement.setString(10, row.notCharged());
        statement.setObject(11, bookedAt.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public DaySums sums() {
    return sums;
  }

  @Override
  public long line(int place) {
    return 1L + place;
  }

  private static LocalDate day(Row row) {
    return LocalDate.ofInstant(row.ended(), ZoneOffset.UTC);
  }

  /** One. */
  record Row(
      String key,
      String digest,
      String machine,
      String project,
      String user,
      @Nullable Instant started,
      Instant ended,
      @Nullable Long cpuMicros,
      @Nullable String notCharged) {

    /** Of project p and user u; without CPU time it is not charged. */
    static Row of(
        String machine, String key, String digest, String ended, @Nullable Long cpuMicros) {
      return new Row(
          key,
          digest,
          machine,
          "p",
          "u",
          null,
          Instant.parse(ended),
          cpuMicros,
          cpuMicros == null ? "no CPU time" : null);
    }
  }
}
