package io.tacet.accountant.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.accountant.classification.ClassificationSettings;
import io.tacet.accountant.classification.ProjectUses;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import io.tacet.accountant.usage.UsageSums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Time of a report on last month and a year to date, HTML and all, over records of 365 days, 20
 * machines, 100 users and 50 projects. Rates change in each month's middle for one machine, and one
 * project has another PI then. The records are made by one statement, the sums by the trigger.
 */
class ReportBenchmark {

  private static final Instant NOW = Instant.parse("2026-12-31T12:00:00Z");
  private static final ProjectUses USES =
      ProjectUses.by(
          new SmallRyeConfigBuilder()
              .withMapping(ClassificationSettings.class)
              .build()
              .getConfigMapping(ClassificationSettings.class));
  private static final int RUNS = 15;
  private static final long TICK_NANOS = 10_000_000;

  /** CPU time of this thread and of the server's process, which other load leaves alone. */
  private long busyNanos;

  @ParameterizedTest
  @MethodSource("sizes") // ten millions take minutes to make
  void aReportOnAYear(int records) throws SQLException {
    try (MigratedDatabase database = new MigratedDatabase().migrate("latest")) {
      // given
      long begun = System.nanoTime();
      fill(database, records);
      System.out.printf(
          "%,d records made in %.0f s, %s daily sums, %s monthly%n",
          records,
          (System.nanoTime() - begun) / 1e9,
          database.text("SELECT count(*) FROM usage_day"),
          database.text("SELECT count(*) FROM usage_month"));
      // when
      for (By by : List.of(By.PI, By.PROJECT, By.USER)) {
        for (String zone : List.of("UTC", "Europe/Berlin")) {
          long[] times = new long[RUNS];
          busyNanos = 0;
          for (int i = 0; i < RUNS; i++) {
            times[i] = report(database, by, ZoneId.of(zone));
          }
          Arrays.sort(times);
          System.out.printf(
              "%,d records, by %s, %s: median %d ms, fastest %d ms, of it at work %d ms%n",
              records,
              by,
              zone,
              times[RUNS / 2] / 1_000_000,
              times[0] / 1_000_000,
              busyNanos / RUNS / 1_000_000);
        }
      }
    }
  }

  static IntStream sizes() {
    return Arrays.stream(
            System.getProperty("tacet.bench.records", "100000,1000000,10000000").split(",", -1))
        .mapToInt(Integer::parseInt);
  }

  private long report(MigratedDatabase database, By by, ZoneId zone) throws SQLException {
    try (Connection connection = database.connect()) {
      Path process = Path.of("/proc", pid(connection), "stat");
      connection.setAutoCommit(false);
      long busy = busy(process);
      long begun = System.nanoTime();
      Report report =
          new Reports(new DatedFacts(), new UsageSums(), USES)
              .make(
                  connection,
                  new ReportRequest(
                      List.of(
                          new NamedPeriod("Last month", Period.lastMonth(zone, NOW)),
                          new NamedPeriod("Year to date", Period.yearToDate(zone, NOW))),
                      by,
                      false,
                      false,
                      Known.NOW,
                      null,
                      null,
                      null,
                      false),
                  NOW);
      String page = HtmlReport.write(report);
      long time = System.nanoTime() - begun;
      busyNanos += busy(process) - busy;
      assertThat(page).contains("PI 3");
      assertThat(report.periods().get(1).attempts()).isPositive();
      connection.rollback();
      assertThat(Duration.ofNanos(time)).isLessThan(Duration.ofMinutes(1));
      return time;
    }
  }

  private static String pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static long busy(Path process) {
    try {
      String stat = Files.readString(process);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
          + TICK_NANOS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(MigratedDatabase database, int records) throws SQLException {
    database.run(
        """
        SET TimeZone = 'UTC'; SET synchronous_commit = off; SET work_mem = '256MB';
        INSERT INTO charge_rate (machine, from_day, known_from, rate)
          SELECT 'm' || m, '2025-01-01', '2025-01-01Z', 1 + m * 0.05 FROM generate_series(1, 20) m;
        INSERT INTO charge_rate (machine, from_day, known_from, rate)
          SELECT 'm' || m, make_date(2026, m, 15), '2025-01-01Z', 2 FROM generate_series(1, 12) m;
        INSERT INTO hardware (machine, from_day, known_from, processors, enabled)
          SELECT 'm' || m, '2025-01-01', '2025-01-01Z', 64, true FROM generate_series(1, 20) m;
        INSERT INTO pi (pi, from_day, known_from, alias, exempt)
          SELECT 'pi' || i, '2025-01-01', '2025-01-01Z', 'PI ' || i, i = 7 FROM generate_series(1, 12) i;
        INSERT INTO project_pi (project, from_day, known_from, pi)
          SELECT 'project' || p, '2025-01-01', '2025-01-01Z', 'pi' || (1 + p %% 12)
          FROM generate_series(0, 49) p;
        INSERT INTO project_pi (project, from_day, known_from, pi)
          SELECT 'project' || p, make_date(2026, p, 10), '2025-01-01Z', 'pi12' FROM generate_series(1, 12) p;
        INSERT INTO contribution (contribution, from_day, known_from, processors, rate, pis, shares)
          SELECT 'c' || i, '2025-01-01', '2025-01-01Z', 64, 1.5, ARRAY['pi' || i], ARRAY[1.0]
          FROM generate_series(1, 12) i;
        ALTER TABLE usage_record SET UNLOGGED;
        INSERT INTO usage_record (source, cluster, record_id, job_id, attempt, machine, project,
          user_id, outcome, started_at, ended_at, day, cpu_micros, cpu_source, booked_at)
        SELECT 'bench', 'c', usage_record_id('bench', 'c', i::text, extract(epoch FROM at)::bigint), i::text, 1, 'm' || (1 + i %% 20), 'project' || (u / 2), 'user' || u,
          'FINISHED', at - interval '20 minutes', at, at::date, 1000000 + i, 'CGROUP', at
        FROM (SELECT i, (i::bigint * 7919 / 20) %% 100 AS u,
            timestamp '2026-01-01' + (i::float8 / %1$d) * interval '364 days 12 hours' AS at
          FROM generate_series(1, %1$d - 1) i) made;
        INSERT INTO usage_day
        SELECT day, machine, project, user_id, count(*), 0, sum(cpu_micros), 0, 0
        FROM usage_record GROUP BY day, machine, project, user_id ORDER BY day;
        """
            .formatted(records));
    // what the server does by itself in time
    database.run("VACUUM ANALYZE");
  }
}
