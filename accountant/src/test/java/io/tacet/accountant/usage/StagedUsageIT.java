package io.tacet.accountant.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.usage.TypedRows.Row;
import io.tacet.contract.rest.RollupCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The door for imports, and the daily sums behind it. */
class StagedUsageIT {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private static MigratedDatabase database;
  private final Rollup rollup = new Rollup();

  @BeforeAll
  static void start() {
    database = new MigratedDatabase().migrate("latest");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameContentIsThereAlreadyAndOtherContentConflicts(boolean likelyNew) throws SQLException {
    // given
    String door = "door" + likelyNew;
    Row one = Row.of(door, door + 1, "a", "2026-11-01T23:59:59.999999Z", 100L);
    Row two = Row.of(door, door + 2, "b", "2026-11-02T00:00:00Z", null);
    book(likelyNew, one, two);
    // when
    StagedUsage.Booked again =
        book(
            likelyNew,
            Row.of(door, door + 3, "c", "2026-11-02T00:00:00Z", 7L),
            one,
            two,
            Row.of(door, door + 2, "other", "2026-11-02T00:00:00Z", 5L));
    // then
    assertThat(again.staged()).isEqualTo(4);
    assertThat(again.added()).isEqualTo(1);
    assertThat(again.alreadyThere()).isEqualTo(2);
    assertThat(again.conflicts()).containsExactly(4L);
    assertThat(
            database.text(
                "SELECT string_agg(day || ' ' || attempts || ' ' || not_charged || ' ' || cpu_micros,"
                    + " ', ' ORDER BY day) FROM usage_day WHERE machine = '"
                    + door
                    + "'"))
        .isEqualTo("2026-11-01 1 0 100, 2026-11-02 2 1 7");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneKeyTwiceInOneImportIsBookedByItsFirstLine(boolean likelyNew) throws SQLException {
    // when
    StagedUsage.Booked booked =
        book(
            likelyNew,
            Row.of("twice" + likelyNew, "t" + likelyNew, "a", "2026-11-01T00:00:00Z", 1L),
            Row.of("twice" + likelyNew, "t" + likelyNew, "b", "2026-11-01T00:00:00Z", 2L));
    // then
    assertThat(booked.added()).isEqualTo(1);
    assertThat(booked.conflicts()).containsExactly(2L);
    assertThat(
            database.text(
                "SELECT cpu_micros FROM usage_record WHERE machine = 'twice" + likelyNew + "'"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowAgainstTheBoundsChangesNothing(boolean likelyNew) throws SQLException {
    // given
    Instant end = Instant.parse("2026-11-01T00:00:00Z");
    Row row = new Row("b1", "a", "bounds", "p", "u", end.plusNanos(1000), end, 1L, null, false);
    // when
    assertThatThrownBy(() -> book(likelyNew, row))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("usage_record");
    // then
    assertThat(database.text("SELECT count(*) FROM usage_day WHERE machine = 'bounds'"))
        .isEqualTo("0");
  }

  @Test
  @Timeout(180)
  void twoThatBringTwoRecordsInConflictWithEachOthersWaitInNoCircle() throws Exception {
    // given: each has taken its first record, if the other lets it, before it takes its second
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> other = new CompletableFuture<>();
    try (Connection one = database.connect();
        Connection two = database.connect()) {
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      int waiting = two.unwrap(PGConnection.class).getBackendPID();
      TypedRows rows = crosswise("one", "01", "02", first, () -> other.isDone() || waits(waiting));
      TypedRows others = crosswise("two", "02", "01", other, () -> true);
      // when
      CompletableFuture<StagedUsage.Booked> booked = async(() -> rows.bookAndCommit(one, true));
      first.join();
      CompletableFuture<StagedUsage.Booked> beside = async(() -> others.bookAndCommit(two, true));
      // then
      assertThat(booked.join().added()).isEqualTo(2);
      assertThat(beside.join().conflicts()).containsExactly(1L, 2L);
    }
  }

  private static TypedRows crosswise(
      String whose,
      String endOfX,
      String endOfY,
      CompletableFuture<Void> firstTaken,
      Callable<Boolean> goesOn) {
    TypedRows rows =
        new TypedRows(NOW) {
          @Override
          public void copy(Connection connection, int[] places) throws SQLException {
            super.copy(connection, Arrays.copyOf(places, 1));
            firstTaken.complete(null);
            await().atMost(Duration.ofSeconds(150)).until(goesOn);
            super.copy(connection, Arrays.copyOfRange(places, 1, places.length));
          }
        };
    return rows.add(Row.of("cross", "cross-x", whose, "2026-08-" + endOfX + "T00:00:00Z", 1L))
        .add(Row.of("cross", "cross-y", whose, "2026-08-" + endOfY + "T00:00:00Z", 1L));
  }

  private static boolean waits(int pid) throws SQLException {
    return database
        .text("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = " + pid)
        .equals("1");
  }

  private static <T> CompletableFuture<T> async(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void theOrderOfImportsChangesNothingAndVerifyFindsNoDifference() throws SQLException {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int part = 0; part < 5; part++) {
      Row[] rows = new Row[200];
      for (int i = 0; i < rows.length; i++) {
        int key = random.nextInt(300);
        rows[i] =
            Row.of(
                "random" + key % 3,
                "r" + key,
                "same",
                "2026-10-%02dT12:00:00Z".formatted(1 + key % 28),
                key % 5 == 0 ? null : 1000L * key);
      }
      book(part % 2 == 0, rows);
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
        true,
        Row.of("damage", "d1", "a", "2026-09-01T00:00:00Z", 100L),
        Row.of("damage", "d2", "a", "2026-09-02T00:00:00Z", 100L),
        Row.of("damage", "d4", "a", "2026-09-04T00:00:00Z", 100L).onSeveralNodes());
    database.run(
        "UPDATE usage_day SET several_nodes = 0 WHERE machine = 'damage' AND day = '2026-09-04'");
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
    assertThat(found.wrong()).isEqualTo(6);
    assertThat(found.differences())
        .extracting(one -> one.day() + ": " + one.kept() + " / " + one.counted())
        .containsExactly(
            "2026-09-01: 1 0 99 0 0 0 0 / 1 0 100 0 0 0 0",
            "2026-09-02: nothing / 1 0 100 0 0 0 0",
            "2026-09-03: 1 0 1 0 0 0 0 / nothing",
            "2026-09-04: 1 0 100 0 0 0 100 / 1 0 100 0 0 1 100",
            "2026-09-01: nothing / machine 1 0 99 0 0 0 0",
            "2026-09-01: month 3 0 200 7 0 0 100 / month 3 0 200 0 0 0 100");
    assertThat(verify().wrong()).isZero();
  }

  private RollupCheck verify() throws SQLException {
    try (Connection connection = database.connect()) {
      return rollup.verify(connection);
    }
  }

  private StagedUsage.Booked book(boolean likelyNew, TypedRows.Row... rows) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      TypedRows all = new TypedRows(NOW);
      List.of(rows).forEach(all::add);
      return all.bookAndCommit(connection, likelyNew);
    }
  }
}
