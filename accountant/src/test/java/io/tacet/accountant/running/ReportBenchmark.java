package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Time of a request for a report on December and the year, HTML and all, over records of 365 days,
 * 20 machines, 100 users and 50 projects. In each month's middle the rate of one machine and the PI
 * of one project change. By {@code mvn verify -pl accountant -am -Dit.test=ReportBenchmark
 * -Dtacet.bench.records=100000,1000000,10000000 -Dtacet.embedded.size=server -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class ReportBenchmark {

  private static final String OPERATOR = "tacet_operator";
  private static final int RUNS = 15;
  private static final String REPORT =
      "/api/v1/report?from=2025-12-01&to=2025-12-31&from2=2025-01-01&to2=2025-12-31&format=html";

  @ParameterizedTest
  @MethodSource("sizes")
  void aReportOnAYear(int records) throws Exception {
    try (Surroundings surroundings = new Surroundings()) {
      // given
      surroundings.migrate();
      long begun = System.nanoTime();
      fill(surroundings, records);
      System.out.printf(
          Locale.ROOT,
          "%,d records made in %d s, %s daily sums, %s monthly%n",
          records,
          (System.nanoTime() - begun) / 1_000_000_000,
          surroundings.text("SELECT count(*) FROM usage_day"),
          surroundings.text("SELECT count(*) FROM usage_month"));
      surroundings.send(
          surroundings.topics().directory(), "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
      try (RunningService accountant = RunningService.start(surroundings, Map.of())) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> surroundings.count("SELECT count(*) FROM directory_user") == 1);
        System.out.printf(Locale.ROOT, "the very first: %d ms%n", millis(accountant, REPORT));
        // when
        for (String by : List.of("pi", "project", "user")) {
          for (String zone : List.of("UTC", "Europe/Berlin")) {
            measure(accountant, "by=" + by + "&zone=" + zone);
          }
        }
      }
    }
  }

  static IntStream sizes() {
    return Arrays.stream(System.getProperty("tacet.bench.records", "100000").split(",", -1))
        .mapToInt(Integer::parseInt);
  }

  private static void measure(RunningService accountant, String how) throws Exception {
    long[] times = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      times[i] = millis(accountant, REPORT + "&" + how);
    }
    long first = times[0];
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%s: median %d ms, fastest %d, slowest %d, first %d%n",
        how,
        times[RUNS / 2],
        times[0],
        times[RUNS - 1],
        first);
  }

  private static long millis(RunningService accountant, String path) throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> answer = accountant.call("GET", path, OPERATOR, null);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("PI 3");
    return millis;
  }

  /** The records first and their indexes then; the sums follow from them, as when one rebuilds. */
  private static void fill(Surroundings surroundings, int records) throws SQLException {
    try (Connection connection = surroundings.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SET TimeZone = 'UTC'; SET work_mem = '256MB'; SET maintenance_work_mem = '256MB';
          INSERT INTO charge_rate (machine, from_day, known_from, rate)
            SELECT 'm' || m, '2024-01-01', '2024-01-01Z', 1 + m * 0.05 FROM generate_series(1, 20) m;
          INSERT INTO charge_rate (machine, from_day, known_from, rate)
            SELECT 'm' || m, make_date(2025, m, 15), '2024-01-01Z', 2 FROM generate_series(1, 12) m;
          INSERT INTO hardware (machine, from_day, known_from, processors, enabled)
            SELECT 'm' || m, '2024-01-01', '2024-01-01Z', 64, true FROM generate_series(1, 20) m;
          INSERT INTO pi (pi, from_day, known_from, alias, exempt)
            SELECT 'pi' || i, '2024-01-01', '2024-01-01Z', 'PI ' || i, i = 7
            FROM generate_series(1, 12) i;
          INSERT INTO project_pi (project, from_day, known_from, pi)
            SELECT 'project' || p, '2024-01-01', '2024-01-01Z', 'pi' || (1 + p %% 12)
            FROM generate_series(0, 49) p;
          INSERT INTO project_pi (project, from_day, known_from, pi)
            SELECT 'project' || p, make_date(2025, p, 10), '2024-01-01Z', 'pi12'
            FROM generate_series(1, 12) p;
          INSERT INTO contribution (contribution, from_day, known_from, processors, rate, pis, shares)
            SELECT 'c' || i, '2024-01-01', '2024-01-01Z', 64, 1.5, ARRAY['pi' || i], ARRAY[1.0]
            FROM generate_series(1, 12) i;
          ALTER TABLE usage_record SET UNLOGGED;
          ALTER TABLE usage_record DROP CONSTRAINT usage_record_pkey;
          DROP INDEX usage_record_ended, usage_record_project, usage_record_user, usage_record_job;
          INSERT INTO usage_record (source, cluster, record_id, job_id, attempt, machine, project,
            user_id, outcome, started_at, ended_at, day, cpu_micros, cpu_source, booked_at)
          SELECT 'bench', 'c', lpad(to_hex(i), 32, '0')::uuid, 'job', 1, 'm' || (1 + i %% 20),
            'project' || (u / 2), 'user' || u, 'FINISHED', at - interval '20 minutes', at, at::date,
            1000000 + i, 'CGROUP', at
          FROM (SELECT i, (i::bigint * 7919 / 20) %% 100 AS u,
              timestamp '2025-01-01' + (i::float8 / %1$d) * interval '365 days' AS at
            FROM generate_series(1, %1$d - 1) i) made;
          ALTER TABLE usage_record ADD PRIMARY KEY (record_id);
          CREATE INDEX usage_record_ended ON usage_record (ended_at);
          CREATE INDEX usage_record_project ON usage_record (project, ended_at);
          CREATE INDEX usage_record_user ON usage_record (user_id, ended_at);
          CREATE INDEX usage_record_job ON usage_record (job_id);
          INSERT INTO usage_day
          SELECT day, machine, project, user_id, count(*), 0, sum(cpu_micros), 0, 0
          FROM usage_record GROUP BY day, machine, project, user_id ORDER BY day;
          """
              .formatted(records));
    }
    // what the server does by itself in time
    try (Connection connection = surroundings.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }
}
