package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.usage.Rollup;
import io.tacet.contract.rest.ImportRun;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the order of lines and files, however often they come and wherever files are cut, the
 * same is booked. Random, with the seed told.
 */
class ImportOrderIT {

  private static final int RECORDS = 120;
  private static final int ROUNDS = 3;
  private static final int TIMES = 10;

  private static final String BOOKED =
      """
      SELECT md5(string_agg(concat_ws('|', digest, job_id, machine, project, user_id,
        outcome, started_at, ended_at, cpu_micros, not_charged), ',' ORDER BY digest))
      FROM usage_record WHERE cluster = '%s'
      """;

  private static MigratedDatabase database;
  private static ImportDesk desk;

  @BeforeAll
  static void start() {
    database = new MigratedDatabase().migrate("latest");
    desk = desk();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void neitherOrderNorRepetitionNorRotationChangesAnything() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> lines = records(random);
    desk.gridEngine("straight", text(lines));
    String expected = database.text(BOOKED.formatted("straight"));
    for (int round = 0; round < ROUNDS; round++) {
      // given
      String cluster = "round" + round;
      List<String> others = new ArrayList<>(lines);
      Collections.shuffle(others, random);
      // when: files that overlap and come again, as rotation leaves them
      int from = 0;
      while (from < RECORDS) {
        int to = Math.min(RECORDS, from + 1 + random.nextInt(60));
        String file = text(others.subList(Math.max(0, from - random.nextInt(20)), to));
        desk.gridEngine(cluster, file);
        if (random.nextBoolean()) {
          desk.gridEngine(cluster, file);
        }
        from = to;
      }
      // then
      assertThat(database.text(BOOKED.formatted(cluster)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
    assertThat(database.text("SELECT count(*) FROM import_quarantine")).isEqualTo("0");
    try (Connection connection = database.connect()) {
      assertThat(new Rollup().verify(connection).differences()).isEmpty();
    }
  }

  @Test
  @Timeout(180)
  void importsOfTheSameLinesAtOnceDontWaitForEachOtherInACircle() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    // given: the same lines in two orders, one of them twice in the first
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      lines.addAll(records(random));
    }
    List<String> others = new ArrayList<>(lines);
    Collections.shuffle(others, random);
    lines.addAll(lines.subList(0, RECORDS));
    ImportDesk desk =
        new ImportDesk(
            database,
            new ImportDesk.Settings(8192, 1500, 10, 4),
            InstantSource.fixed(ImportDesk.NOW));
    ImportOrder dry = ImportDesk.order("sge", "at-once", "UTC", "group", true);
    ExecutorService all = Executors.newFixedThreadPool(4);
    // when: more of them than connections
    List<Future<ImportRun>> runs =
        all.invokeAll(
            List.of(
                () -> desk.gridEngine("at-once", text(lines)),
                () -> desk.gridEngine("at-once", text(others)),
                () -> desk.run(dry, new ByteArrayInputStream(text(lines).getBytes(US_ASCII))),
                () -> desk.run(dry, new ByteArrayInputStream(text(others).getBytes(US_ASCII)))));
    all.shutdown();
    // then
    List<ImportRun> booked = new ArrayList<>();
    for (Future<ImportRun> run : runs) {
      assertThat(run.get().state()).isEqualTo("DONE");
      if (!run.get().dryRun()) {
        booked.add(run.get());
      }
    }
    assertThat(booked.stream().mapToLong(ImportRun::imported).sum())
        .as("seed %d", seed)
        .isEqualTo(TIMES * RECORDS);
    assertThat(booked.stream().mapToLong(ImportRun::alreadyThere).sum())
        .isEqualTo(TIMES * RECORDS + RECORDS);
    assertThat(database.text("SELECT count(*) FROM usage_record WHERE cluster = 'at-once'"))
        .isEqualTo(Integer.toString(TIMES * RECORDS));
    try (Connection connection = database.connect()) {
      assertThat(new Rollup().verify(connection).differences()).isEmpty();
    }
  }

  @Test
  @Timeout(180)
  void replaysBesideAnImportOfTheSameLinesWaitForItInNoCircle() throws Exception {
    // given: lines in conflict with what is there
    StringBuilder there = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      there.append(GridEngineLines.line("beside", i, 1_600_000_000L, 1_600_000_060L, "0", "9"));
      other.append(GridEngineLines.line("beside", i, 1_600_000_000L, 1_600_000_060L, "0", "8"));
      there.append('\n');
      other.append('\n');
    }
    ImportDesk desk =
        new ImportDesk(
            database,
            new ImportDesk.Settings(8192, 1500, 1000),
            InstantSource.fixed(ImportDesk.NOW));
    desk.gridEngine("beside", there.toString());
    long first = desk.gridEngine("beside", other.toString()).id();
    ExecutorService beside = Executors.newSingleThreadExecutor();
    // when
    Future<ImportRun> run = beside.submit(() -> desk.gridEngine("beside", other.toString()));
    beside.shutdown();
    long looked = 0;
    do {
      looked += desk.replay(first).looked();
    } while (!run.isDone());
    // then
    assertThat(run.get().quarantined()).isEqualTo(1000);
    assertThat(looked).isPositive().matches(lines -> lines % 1000 == 0);
    assertThat(database.text("SELECT count(*) FROM usage_record WHERE cluster = 'beside'"))
        .isEqualTo("1000");
  }

  private static ImportDesk desk() {
    return new ImportDesk(
        database, new ImportDesk.Settings(8192, 1500, 10), InstantSource.fixed(ImportDesk.NOW));
  }

  private static List<String> records(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      long start = 1_600_000_000L + random.nextInt(2_000_000);
      // Few job numbers, so that they repeat; the times tell them apart
      lines.add(
          GridEngineLines.line(
              "node" + random.nextInt(3),
              random.nextInt(5) == 0 ? "a:b" : "job" + i,
              random.nextInt(9),
              i,
              start,
              start + random.nextInt(90_000),
              random.nextInt(6) == 0 ? "7" : "0",
              random.nextInt(100_000) + "." + random.nextInt(1_000_000)));
    }
    return lines;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
