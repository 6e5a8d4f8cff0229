package io.tacet.accountant.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.dated.Change;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.period.Span;
import io.tacet.accountant.pi.Assigned;
import io.tacet.accountant.rate.Rate;
import io.tacet.accountant.usage.UsageSums.Grouping;
import io.tacet.accountant.usage.UsageSums.Question;
import io.tacet.accountant.usage.UsageSums.Row;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random records, rates and assignments: every way to ask for a sum agrees to the last digit. */
class UsageSumsIT {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant BOOKED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-07-01T00:00:00Z");
  private static final Span WHOLE =
      new Span(Instant.parse("2025-12-31T22:30:00Z"), Instant.parse("2026-03-02T07:15:00.000001Z"));
  private static final long DAYS = 60;

  private static final UsageSums SUMS = new UsageSums();
  private static final DatedFacts FACTS = new DatedFacts();
  private static MigratedDatabase database;
  private static Random random;

  @BeforeAll
  static void fill() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    random = new Random(seed);
    database = new MigratedDatabase().migrate("latest");
    book();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Change early = new Change("op", FIRST);
      for (int i = 0; i < 30; i++) {
        LocalDate day = LocalDate.parse("2025-12-20").plusDays(random.nextInt(70));
        FACTS.put(
            connection,
            Rate.TABLE,
            new Fact<>(
                "m" + random.nextInt(4),
                day,
                new Rate(BigDecimal.valueOf(1 + random.nextInt(999_999), 6))),
            early);
        FACTS.put(
            connection,
            Assigned.PROJECTS,
            new Fact<>(
                "p" + random.nextInt(5),
                day,
                new Assigned(random.nextInt(4) == 0 ? null : "pi" + random.nextInt(3))),
            early);
        FACTS.put(
            connection,
            Assigned.USERS,
            new Fact<>("u" + random.nextInt(6), day, new Assigned("pi" + random.nextInt(3))),
            early);
      }
      FACTS.put(
          connection,
          Machines.TABLE,
          new Fact<>("a", LocalDate.EPOCH, new Machines(List.of("m0", "m1"))),
          early);
      FACTS.put(
          connection,
          Machines.TABLE,
          new Fact<>("b", LocalDate.EPOCH, new Machines(List.of("m2", "m3", "m4"))),
          early);
      FACTS.put(
          connection,
          Machines.TABLE,
          new Fact<>("both", LocalDate.EPOCH, new Machines(List.of("m1", "m2"))),
          early);
      FACTS.put(
          connection,
          Machines.TABLE,
          new Fact<>("both", LocalDate.parse("2026-02-10"), new Machines(List.of("m2", "m3"))),
          early);
      connection.commit();
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsOverAnyPartitionOfTimeAgree(boolean spread) throws SQLException {
    // given
    BigDecimal whole = rated(rows(WHOLE, Grouping.DAY, spread, null));
    // when
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal ofSeveralNodes = BigDecimal.ZERO;
    long attempts = 0;
    long onSeveralNodes = 0;
    Instant at = WHOLE.from();
    while (at.isBefore(WHOLE.until())) {
      Span part =
          new Span(at, at.plusNanos(1000L * (1 + random.nextLong(600_000_000_000L)))).within(WHOLE);
      List<Row> rows = rows(part, Grouping.DAY, spread, null);
      sum = sum.add(rated(rows));
      ofSeveralNodes = ofSeveralNodes.add(ofSeveralNodes(rows));
      attempts += attempts(rows);
      onSeveralNodes += onSeveralNodes(rows);
      at = part.until();
    }
    // then
    assertThat(whole).isPositive();
    assertThat(sum).isEqualByComparingTo(whole);
    List<Row> all = rows(WHOLE, Grouping.DAY, spread, null);
    assertThat(attempts).isEqualTo(attempts(all));
    assertThat(ofSeveralNodes)
        .isEqualByComparingTo(ofSeveralNodes(all))
        .isPositive()
        .isLessThan(whole);
    assertThat(onSeveralNodes).isEqualTo(onSeveralNodes(all)).isPositive().isLessThan(attempts);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsByAnythingAgree(boolean spread) throws SQLException {
    // given
    BigDecimal whole = rated(rows(WHOLE, Grouping.DAY, spread, null));
    // then
    for (Grouping by : Grouping.values()) {
      assertThat(rated(rows(WHOLE, by, spread, null))).as("%s", by).isEqualByComparingTo(whole);
    }
    assertThat(
            rated(rows(WHOLE, Grouping.DAY, spread, "a"))
                .add(rated(rows(WHOLE, Grouping.DAY, spread, "b"))))
        .isEqualByComparingTo(whole);
    assertThat(rated(rows(WHOLE, Grouping.DAY, spread, "both"))).isPositive().isLessThan(whole);
    assertThat(rows(WHOLE, Grouping.DAY, spread, "none")).isEmpty();
  }

  @Test
  void theDailySumsSayWhatTheRecordsSay() throws SQLException {
    for (Grouping by : Grouping.values()) {
      for (String cluster : new String[] {null, "a", "both"}) {
        // when
        List<Row> quick = rows(WHOLE, by, false, cluster);
        List<Row> slow = known(WHOLE, CHANGED.minusSeconds(1), by, cluster);
        // then
        assertThat(texts(quick)).as("%s %s", by, cluster).isEqualTo(texts(slow));
      }
    }
  }

  /** Bounds fall before and behind the middle of a month, and changes on either side of them. */
  @Test
  void theSumsOfAnySpanSayWhatItsRecordsSay() throws SQLException {
    for (int i = 0; i < 25; i++) {
      // given
      long one = random.nextLong(DAYS * 86_400);
      long other = random.nextLong(DAYS * 86_400);
      Span span =
          new Span(
              FIRST.plusSeconds(Math.min(one, other)), FIRST.plusSeconds(Math.max(one, other)));
      // then
      assertThat(texts(rows(span, Grouping.PROJECT, false, "both")))
          .as("%s", span)
          .isEqualTo(texts(known(span, CHANGED.minusSeconds(1), Grouping.PROJECT, "both")));
      assertThat(texts(rows(span, Grouping.PI, false, null)))
          .as("%s", span)
          .isEqualTo(texts(known(span, CHANGED.minusSeconds(1), Grouping.PI, null)));
    }
  }

  @Test
  void spreadUsageIsTheSameInAllAndElsewhereInTime() throws SQLException {
    // given: all that ever ran
    Span ever = new Span(FIRST.minusSeconds(86_400 * 30), FIRST.plusSeconds(86_400 * 200));
    // then
    assertThat(cpu(rows(ever, Grouping.USER, true, null)))
        .isEqualByComparingTo(cpu(rows(ever, Grouping.USER, false, null)));
    assertThat(texts(rows(ever, Grouping.DAY, true, null)))
        .isNotEqualTo(texts(rows(ever, Grouping.DAY, false, null)));
  }

  @Test
  void whatIsKnownOnADayIsWithoutLaterCorrectionsAndLaterRecords() throws SQLException {
    // given
    Span span =
        new Span(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-02T00:00:00Z"));
    book(TypedRows.Row.of("known", "known1", "d", "2026-05-01T10:00:00Z", 100L), BOOKED);
    book(TypedRows.Row.of("known", "known2", "d", "2026-05-01T11:00:00Z", 1000L), CHANGED);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Fact<Rate> rate = new Fact<>("known", LocalDate.EPOCH, new Rate(BigDecimal.valueOf(3)));
      FACTS.put(connection, Rate.TABLE, rate, new Change("op", CHANGED));
      connection.commit();
    }
    // then
    assertThat(rated(known(span, BOOKED.minusSeconds(1)))).isEqualByComparingTo("0");
    assertThat(rated(known(span, BOOKED))).isEqualByComparingTo("100");
    assertThat(rated(known(span, CHANGED))).isEqualByComparingTo("3300");
    assertThat(rated(rows(span, Grouping.DAY, false, null))).isEqualByComparingTo("3300");
  }

  @Test
  void aMachineWithoutARateIsChargedAtOneAndCounted() throws SQLException {
    // given
    Span span =
        new Span(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"));
    book(TypedRows.Row.of("stranger", "r1", "d", "2026-04-01T10:00:00Z", 100L), BOOKED);
    // when
    List<Row> rows = rows(span, Grouping.MACHINE, false, null);
    // then
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).detail()).isEqualTo("stranger");
    assertThat(rows.get(0).unrated()).isEqualTo(1);
    assertThat(rows.get(0).ratedMicros()).isEqualByComparingTo("100");
  }

  @Test
  void aProjectsPiCountsBeforeTheUsers() throws SQLException {
    // given
    Span span =
        new Span(Instant.parse("2026-04-10T00:00:00Z"), Instant.parse("2026-04-13T00:00:00Z"));
    for (int day = 10; day <= 12; day++) {
      Instant end = Instant.parse("2026-04-%dT10:00:00Z".formatted(day));
      book(
          new TypedRows.Row("o" + day, "d", "m", "owned", "owner", null, end, 1L, null, false),
          BOOKED);
    }
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Change now = new Change("op", BOOKED);
      FACTS.put(
          connection,
          Assigned.USERS,
          new Fact<>("owner", LocalDate.parse("2026-04-11"), new Assigned("of-user")),
          now);
      FACTS.put(
          connection,
          Assigned.PROJECTS,
          new Fact<>("owned", LocalDate.parse("2026-04-12"), new Assigned("of-project")),
          now);
      connection.commit();
    }
    // then
    assertThat(rows(span, Grouping.PI, false, null))
        .extracting(row -> row.pi() + " " + row.attempts())
        .containsExactly("of-project 1", "of-user 1", "null 1");
  }

  private static void book() throws SQLException {
    TypedRows staged = new TypedRows(BOOKED);
    for (int i = 0; i < 800; i++) {
      Instant end = FIRST.plusNanos(1000L * random.nextLong(DAYS * 86_400_000_000L));
      if (i % 20 == 0) {
        end = FIRST.plusSeconds(86_400L * random.nextInt((int) DAYS)); // midnight
      }
      boolean charged = random.nextInt(9) != 0;
      staged.add(
          new TypedRows.Row(
              "k" + i,
              "d",
              "m" + random.nextInt(5),
              "p" + random.nextInt(6),
              "u" + random.nextInt(7),
              i % 7 == 0
                  ? null
                  : end.minusNanos(1000L * random.nextLong(1L << (1 + random.nextInt(39)))),
              end,
              charged ? random.nextLong(1L << (1 + random.nextInt(45))) : null,
              charged ? null : "not known",
              i % 3 == 0));
    }
    assertThat(book(staged)).isEqualTo(800);
    database.run(
        "UPDATE usage_record SET energy_microjoules = cpu_micros %% %d WHERE cpu_micros %% 2 = 0"
            .formatted(1000 + random.nextInt(1000)));
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      new Rollup().rebuild(connection);
      connection.commit();
    }
  }

  private static long book(TypedRows rows) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      return rows.bookAndCommit(connection, true).added();
    }
  }

  private static void book(TypedRows.Row row, Instant booked) throws SQLException {
    assertThat(book(new TypedRows(booked).add(row))).isEqualTo(1);
  }

  private static List<Row> rows(Span span, Grouping by, boolean spread, @Nullable String cluster)
      throws SQLException {
    try (Connection connection = database.connect()) {
      return SUMS.of(
          connection, new Question(span, by, spread, Known.NOW, cluster, List.of(), List.of()));
    }
  }

  private static List<Row> known(Span span, Instant moment) throws SQLException {
    return known(span, moment, Grouping.DAY, null);
  }

  private static List<Row> known(Span span, Instant moment, Grouping by, @Nullable String cluster)
      throws SQLException {
    try (Connection connection = database.connect()) {
      return SUMS.of(
          connection,
          new Question(span, by, false, new Known(moment), cluster, List.of(), List.of()));
    }
  }

  private static List<String> texts(List<Row> rows) {
    List<String> texts = new ArrayList<>();
    for (Row row : rows) {
      texts.add(
          String.join(
              " ",
              row.day() + "",
              row.pi() + "",
              row.detail() + "",
              row.attempts() + "",
              row.notCharged() + "",
              row.cpuMicros().toPlainString(),
              row.ratedMicros().stripTrailingZeros().toPlainString(),
              row.measured() + "",
              row.energyMicrojoules().toPlainString(),
              row.unrated() + "",
              row.severalNodes() + "",
              row.severalNodesRatedMicros().stripTrailingZeros().toPlainString()));
    }
    return texts;
  }

  private static long attempts(List<Row> rows) {
    return rows.stream().mapToLong(Row::attempts).sum();
  }

  private static long onSeveralNodes(List<Row> rows) {
    return rows.stream().mapToLong(Row::severalNodes).sum();
  }

  private static BigDecimal ofSeveralNodes(List<Row> rows) {
    return rows.stream().map(Row::severalNodesRatedMicros).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal rated(List<Row> rows) {
    return rows.stream().map(Row::ratedMicros).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal cpu(List<Row> rows) {
    return rows.stream().map(Row::cpuMicros).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
