package io.tacet.accountant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.contract.rest.ImportRun;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real files, counted. */
class ImportFixturesIT {

  private static MigratedDatabase database;
  private static ImportDesk desk;

  @BeforeAll
  static void start() {
    database = new MigratedDatabase().migrate("latest");
    desk = new ImportDesk(database, ImportDesk.Settings.USUAL, InstantSource.fixed(ImportDesk.NOW));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void ofTwoGridEngineLinesThatDifferInCategoryOneIsImportedAndOneConflicts() throws Exception {
    // when
    ImportRun run = gridEngine("sun", "sge-accounting");
    ImportRun again = gridEngine("sun", "sge-accounting");
    // then
    assertThat(counts(run)).isEqualTo("DONE 2 lines: 1 imported, 0 there, 1 bad, 0 skipped");
    assertThat(run.reasons()).isEqualTo(Map.of("conflict", 1L));
    assertThat(counts(again)).isEqualTo("DONE 2 lines: 0 imported, 1 there, 1 bad, 0 skipped");
    assertThat(
            database.text(
                """
                SELECT concat_ws(' ', job_id, machine, project, user_id, outcome, started_at AT TIME ZONE 'UTC',
                  ended_at AT TIME ZONE 'UTC', cpu_micros, cpu_source, not_charged IS NULL)
                FROM usage_record WHERE cluster = 'sun'
                """))
        .isEqualTo(
            "22947 testhost jdoe jdoe FINISHED 2011-07-19 17:09:14 2011-07-19 17:10:14 60130000"
                + " MEASURED t");
    assertThat(database.text("SELECT count(*) FROM import_quarantine WHERE cluster = 'sun'"))
        .isEqualTo("1");
    assertThat(
            database.text(
                "SELECT record_id = usage_record_id('sge', 'sun', '%s', %s)"
                        .formatted(
                            "22947/0//1310761621/1311095354/1311095414/testhost/0", "1311095354")
                    + " FROM usage_record WHERE cluster = 'sun'"))
        .isEqualTo("t");
  }

  @Test
  void univasMillisecondsAre1000PerSecond() throws Exception {
    // when
    ImportRun run = gridEngine("univa", "uge-accounting");
    // then
    assertThat(counts(run)).isEqualTo("DONE 2 lines: 2 imported, 0 there, 0 bad, 0 skipped");
    assertThat(
            database.text(
                """
                SELECT string_agg(concat_ws(' ', job_id, ended_at AT TIME ZONE 'UTC', cpu_micros), ', '
                  ORDER BY ended_at) FROM usage_record WHERE cluster = 'univa'
                """))
        .isEqualTo(
            "22947 2011-07-19 17:10:14 60130000, 4437956 2022-05-09 19:27:40.193 198790352000");
  }

  @Test
  void theLinesOfAnArrayAreRecordsOfTheirOwn() throws Exception {
    // when
    ImportRun run = slurm("ub-hpc", "sacct-arrays.txt");
    // then
    assertThat(counts(run)).isEqualTo("DONE 6 lines: 6 imported, 0 there, 0 bad, 0 skipped");
    assertThat(
            database.text(
                """
                SELECT string_agg(DISTINCT concat_ws(' ', machine, project, user_id, outcome, cpu_source,
                  cpu_micros = 256 * 259200000000::bigint), ',') FROM usage_record
                WHERE cluster = 'ub-hpc'
                """))
        .isEqualTo("d07n07s02 anon unknown FAILED ALLOCATION t");
  }

  @Test
  void everyJobOfPhillipsIsImportedOnce() throws Exception {
    // when
    ImportRun run = slurm("phillips", "sacct-phillips.txt");
    ImportRun again = slurm("phillips", "sacct-phillips.txt");
    // then
    assertThat(counts(run)).isEqualTo("DONE 4285 lines: 4285 imported, 0 there, 0 bad, 0 skipped");
    assertThat(counts(again))
        .isEqualTo("DONE 4285 lines: 0 imported, 4285 there, 0 bad, 0 skipped");
    assertThat(run.severalNodes()).isEqualTo(20);
    assertThat(run.unratedHosts()).hasSizeBetween(1, 1000).contains("cpn-f13-03-01");
    assertThat(run.hostsOutsideCluster()).contains("cpn-f13-03-01");
    assertThat(
            database.text(
                """
                SELECT sum(attempts) || ' ' || (sum(cpu_micros) = (SELECT sum(cpu_micros)
                  FROM usage_record WHERE cluster = 'phillips')) || ' ' || sum(several_nodes)
                  || ' ' || (sum(several_nodes_micros) = (SELECT sum(cpu_micros)
                  FROM usage_record WHERE cluster = 'phillips' AND several_nodes)) FROM usage_day
                WHERE machine IN (
                  SELECT machine FROM usage_record WHERE cluster = 'phillips')
                """))
        .isEqualTo("4285 true 20 true");
  }

  @Test
  void linesOfAnotherClusterAreSkipped() throws Exception {
    // when
    ImportRun run = slurm("elsewhere", "sacct-arrays.txt");
    // then
    assertThat(counts(run)).isEqualTo("DONE 6 lines: 0 imported, 0 there, 0 bad, 6 skipped");
    assertThat(run.reasons()).isEqualTo(Map.of("of another cluster", 6L));
    assertThat(run.reasonCodes()).isEqualTo(Map.of(ImportRun.OTHER_CLUSTER, 6L));
  }

  private static ImportRun gridEngine(String cluster, String file)
      throws SQLException, IOException {
    try (InputStream in = file(file)) {
      return desk.gridEngine(cluster, in);
    }
  }

  private static ImportRun slurm(String cluster, String file) throws SQLException, IOException {
    try (InputStream in = file(file)) {
      return desk.slurm(cluster, in);
    }
  }

  private static InputStream file(String name) {
    return Objects.requireNonNull(
        ImportFixturesIT.class.getResourceAsStream("/imports/" + name), name);
  }

  static String counts(ImportRun run) {
    return "%s %d lines: %d imported, %d there, %d bad, %d skipped"
        .formatted(
            run.state(),
            run.lines(),
            run.imported(),
            run.alreadyThere(),
            run.quarantined(),
            run.skipped());
  }
}
