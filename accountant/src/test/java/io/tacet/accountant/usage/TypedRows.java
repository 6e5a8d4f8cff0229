package io.tacet.accountant.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of a test that are to be booked; the line of each is its place from 1. */
class TypedRows implements StagedRows {

  private static final String INSERT =
      """
      INSERT INTO usage_record (%s)
      VALUES (?, 'sge', 'c', ?, 'j', 1, ?, ?, ?, 'FINISHED',
        ?::timestamptz, ?::timestamptz, ?, ?, 'MEASURED', ?, ?, ?)
      """
          .formatted(StagedUsage.COLUMNS);

  private final Instant bookedAt;
  private final List<Row> rows = new ArrayList<>();

  TypedRows(Instant bookedAt) {
    this.bookedAt = bookedAt;
  }

  /** Books them; what became of them. */
  StagedUsage.Booked bookAndCommit(Connection connection, boolean likelyNew) throws SQLException {
    StagedUsage staged = new StagedUsage();
    StagedUsage.Inserted inserted = staged.insert(connection, this, likelyNew);
    staged.raise(connection, inserted);
    connection.commit();
    return inserted.booked();
  }

  TypedRows add(Row row) {
    rows.add(row);
    return this;
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public UUID id(int place) {
    return UUID.nameUUIDFromBytes(rows.get(place).key().getBytes(UTF_8));
  }

  @Override
  public byte[] digest(int place) {
    return rows.get(place).digest().getBytes(UTF_8);
  }

  @Override
  public void copy(Connection connection, int[] places) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (int place : places) {
        Row row = rows.get(place);
        statement.setObject(1, id(place));
        statement.setBytes(2, digest(place));
        statement.setString(3, row.machine());
        statement.setString(4, row.project());
        statement.setString(5, row.user());
        statement.setString(6, row.started() == null ? null : row.started().toString());
        statement.setString(7, row.ended().toString());
        statement.setObject(8, day(row));
        statement.setObject(9, row.cpuMicros(), java.sql.Types.BIGINT);
        statement.setString(10, row.notCharged());
        statement.setBoolean(11, row.severalNodes());
        statement.setObject(12, bookedAt.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public DaySums sums(int[] places) {
    DaySums sums = new DaySums();
    for (int place : places) {
      Row row = rows.get(place);
      int day = Math.toIntExact(day(row).toEpochDay());
      sums.of(day, row.machine(), row.project(), row.user())
          .add(row.cpuMicros(), row.severalNodes());
    }
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
      @Nullable String notCharged,
      boolean severalNodes) {

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
          cpuMicros == null ? "no CPU time" : null,
          false);
    }

    /** The same on several nodes. */
    Row onSeveralNodes() {
      return new Row(
          key, digest, machine, project, user, started, ended, cpuMicros, notCharged, true);
    }
  }
}
