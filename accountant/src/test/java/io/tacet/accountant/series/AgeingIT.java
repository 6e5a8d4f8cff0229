package io.tacet.accountant.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.intake.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks that grow old, one step after the other; figures by hand. */
class AgeingIT {

  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SHOWN =
      "SELECT string_agg(concat_ws('/', extract(epoch FROM time - '2026-01-01Z')::integer, minimum,"
          + " value, maximum, count), ' ' ORDER BY time) FROM metric_sample WHERE machine = 'a'";

  private static MigratedDatabase database;
  private static Transactions transactions;

  private final SeriesSettings settings =
      new SmallRyeConfigBuilder()
          .withMapping(SeriesSettings.class)
          .withDefaultValue("tacet.accountant.series.coarser", "PT20S")
          .withDefaultValue("tacet.accountant.series.step", "3")
          .build()
          .getConfigMapping(SeriesSettings.class);

  @BeforeAll
  static void migrate() {
    database = new MigratedDatabase().migrate("latest");
    transactions = new Transactions(database.dataSource());
  }

  @BeforeEach
  void fill() throws SQLException {
    // samples each 4 s: 0, 1, 2, … up to 28 s; and four chunks of nothing but one sample
    database.run(
        """
        TRUNCATE metric_series;
        INSERT INTO metric_series (event_id, machine, metric, unit, repeat, chunk, started_at,
          ended_at, samples, offsets_micros, sample_values)
        SELECT 'e', 'a', 'm', 'u', 1, 0, '2026-01-01Z', '2026-01-01T00:00:28Z', 8,
          array_agg(i * 4000000::bigint), array_agg(i::float8) FROM generate_series(0, 7) i;
        INSERT INTO metric_series (event_id, machine, metric, unit, repeat, chunk, started_at,
          ended_at, samples, offsets_micros, sample_values)
        SELECT 'e' || i, 'b', 'm', 'u', 1, 0, '2026-01-01Z', '2026-01-01Z', 1, '{0}', '{1}'
        FROM generate_series(1, 4) i;
        INSERT INTO metric_series (event_id, machine, metric, unit, repeat, chunk, started_at,
          ended_at, samples, offsets_micros, sample_values)
        VALUES ('empty', 'c', 'm', 'u', 1, 0, '2026-01-01Z', '2026-01-01Z', 0, '{}', '{}');
        """);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void samplesStayAsTheyCameWhileTheyAreYoung() throws SQLException {
    // when
    boolean more = ageing(Duration.ofDays(13)).look();
    // then
    assertThat(more).isFalse();
    assertThat(database.text(SHOWN))
        .isEqualTo(
            "0/0/0/0/1 4/1/1/1/1 8/2/2/2/1 12/3/3/3/1 16/4/4/4/1 20/5/5/5/1 24/6/6/6/1 28/7/7/7/1");
  }

  @Test
  void theyBecomeBucketsAndTheseWiderOnesAndThenTheyGo() throws SQLException {
    // when
    int steps = all(ageing(Duration.ofDays(15)));
    // then: 0–10 s holds 0, 1, 2; 10–20 s holds 3, 4; 20–30 s holds 5, 6, 7
    assertThat(steps).isEqualTo(3);
    assertThat(database.text(SHOWN)).isEqualTo("0/0/1/2/3 10/3/3.5/4/2 20/5/6/7/3");
    assertThat(
            database.text("SELECT count(*) FROM metric_series WHERE resolution_micros = 10000000"))
        .isEqualTo("6");
    // when
    all(ageing(Duration.ofDays(91)));
    // then: (0 + 1 + 2 + 3 + 4) ÷ 5, as the samples themselves would be
    assertThat(database.text(SHOWN)).isEqualTo("0/0/2/4/5 20/5/6/7/3");
    // when
    all(ageing(Duration.ofDays(731)));
    // then
    assertThat(database.text("SELECT count(*) FROM metric_series")).isEqualTo("0");
  }

  @Test
  void oldSamplesBecomeTheWidestBucketsAtOnce() throws SQLException {
    // when
    all(ageing(Duration.ofDays(91)));
    // then
    assertThat(database.text(SHOWN)).isEqualTo("0/0/2/4/5 20/5/6/7/3");
  }

  private static int all(Ageing ageing) throws SQLException {
    int steps = 1;
    while (ageing.look()) {
      steps++;
    }
    return steps;
  }

  private Ageing ageing(Duration age) {
    return new Ageing(
        transactions, settings, InstantSource.fixed(STARTED.plus(age)), new SimpleMeterRegistry());
  }
}
