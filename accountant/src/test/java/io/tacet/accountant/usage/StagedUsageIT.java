package io.tacet.accountant.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.contract.rest.RollupCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The door for imports, and the daily sums behind it. */
class StagedUsageIT {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private static MigratedDatabase database;
  private final StagedUsage staged = new StagedUsage();
  private final Rollup rollup = new Rollup();

  @BeforeAll
  static void start() {
    database = new MigratedDatabase().migrate("latest");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void theSameContentIsThereAlreadyAndOtherContentConflicts() throws SQLException {
    // given
    String one = row("door", "k1", "a", "2026-11-01T23:59:59.999999Z", "100", "NULL");
    String two = row("door", "k2", "b", "2026-11-02T00:00:00Z", "NULL", "'no CPU time'");
    book(one, two);
    // when
    StagedUsage.Booked again =
        book(
            one,
            two,
            row("door", "k2", "other", "2026-11-02T00:00:00Z", "5", "NULL"),
            row("door", "k3", "c", "2026-11-02T00:00:00Z", "7", "NULL"));
    // then
    assertThat(again.staged()).isEqualTo(4);
    assertThat(again.added()).isEqualTo(1);
    assertThat(again.alreadyThere()).isEqualTo(2);
    assertThat(again.conflicts()).containsExactly(3L);
    assertThat(
            database.text(
                "SELECT string_agg(day || ' ' || attempts || ' ' || not_charged || ' ' || cpu_micros,"
                    + " ', ' ORDER BY day) FROM usage_day WHERE machine = 'door'"))
        .isEqualTo("2026-11-01 1 0 100, 2026-11-02 2 1 7");
  }

  @Test
  void oneKeyTwiceInOneImportIsBookedByItsFirstLine() throws SQLException {
    // when
    StagedUsage.Booked booked =
        book(
            row("twice", "t1", "a", "2026-11-01T00:00:00Z", "1", "NULL"),
            row("twice", "t1", "b", "2026-11-01T00:00:00Z", "2", "NULL"));
    // then
    assertThat(booked.added()).isEqualTo(1);
    assertThat(booked.conflicts()).containsExactly(2L);
    assertThat(database.text("SELECT cpu_micros FROM usage_record WHERE machine = 'twice'"))
        .isEqualTo("1");
  }

  @Test
  void aRowAgainstTheBoundsChangesNothing() throws SQLException {
    // when
    assertThatThrownBy(() -> book(row("bounds", "b1", "a", "2026-11-01T00:00:00Z", "NULL", "NULL")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("usage_record");
    // then
    assertThat(database.text("SELECT count(*) FROM usage_day WHERE machine = 'bounds'"))
        .isEqualTo("0");
  }

  @Test
  void theOrderOfImportsChangesNothingAndVerifyFindsNoDifference() throws SQLException {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int part = 0; part < 5; part++) {
      String[] rows = new String[200];
      for (int i = 0; i < rows.length; i++) {
        int key = random.nextInt(300);
        rows[i] =
            row(
                "random" + key % 3,
                "r" + key,
                "same",
                "2026-10-%02dT12:00:00Z".formatted(1 + key % 28),
                "" + 1000L * key,
                "NULL");
      }
      book(rows);
    }
    // when
    RollupCheck check = verify();
    // then
    assertThat(check.rows()).isPositive();
    assertThat(check.wrong()).isZero();
    assertThat(check.differences()).isEmpty();
  }

  @Test
  void aDamagedSumIsFoundAndMended() throws SQLException {
    // given
    book(
        row("damage", "d1", "a", "2026-09-01T00:00:00Z", "100", "NULL"),
        row("damage", "d2", "a", "2026-09-02T00:00:00Z", "100", "NULL"));
    database.run(
        "UPDATE usage_day SET cpu_micros = 99 WHERE machine = 'damage' AND day = '2026-09-01'");
    database.run("DELETE FROM usage_day WHERE machine = 'damage' AND day = '2026-09-02'");
    database.run("INSERT INTO usage_day VALUES ('2026-09-03', 'damage', 'p', 'u', 1, 0, 1)");
    database.run("UPDATE usage_month SET measured = 7 WHERE machine = 'damage'");
    database.run("DELETE FROM usage_machine_day WHERE machine = 'damage' AND day = '2026-09-01'");
    // when
    RollupCheck found = verify();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      rollup.rebuild(connection);
      connection.commit();
    }
    // then
    assertThat(found.wrong()).isEqualTo(5);
    assertThat(found.differences())
        .extracting(one -> one.day() + ": " + one.kept() + " / " + one.counted())
        .containsExactly(
            "2026-09-01: 1 0 99 0 0 / 1 0 100 0 0",
            "2026-09-02: nothing / 1 0 100 0 0",
            "2026-09-03: 1 0 1 0 0 / nothing",
            "2026-09-01: nothing / machine 1 0 99 0 0",
            "2026-09-01: month 2 0 100 7 0 / month 2 0 100 0 0");
    assertThat(verify().wrong()).isZero();
  }

  private RollupCheck verify() throws SQLException {
    try (Connection connection = database.connect()) {
      return rollup.verify(connection);
    }
  }

  private StagedUsage.Booked book(String... rows) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      staged.open(connection);
      try (Statement statement = connection.createStatement()) {
        for (int line = 1; line <= rows.length; line++) {
          statement.addBatch(
              "INSERT INTO usage_staging VALUES (" + line + ", " + rows[line - 1] + ")");
        }
        statement.executeBatch();
      }
      StagedUsage.Booked booked = staged.book(connection, NOW);
      connection.commit();
      return booked;
    }
  }

  private static String row(
      String machine, String key, String digest, String ended, String cpu, String notCharged) {
    return "'sge', 'c', '%s', '%s', '1', 1, '%s', 'p', 'u', 'FINISHED', NULL, '%s', %s, 'MEASURED', %s, NULL"
        .formatted(key, digest, machine, ended, cpu, notCharged);
  }
}
