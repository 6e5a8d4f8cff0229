package io.tacet.accountant.dated;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.migrated.MigratedDatabase;
import io.tacet.accountant.usage.Rollup;
import io.tacet.contract.rest.RollupCheck;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/**
 * What the first version held is there in the last: rates with their history, records with a key,
 * sums that say the same as the records.
 */
class LedgerMigrationIT {

  @Test
  void ratesKeepTheirHistoryAndRecordsGetAKey() throws Exception {
    try (MigratedDatabase database = new MigratedDatabase().migrate("1")) {
      // given
      database.run(
          """
          INSERT INTO charge_rate VALUES ('m1', '2026-11-01', 1.5), ('m1', '2026-12-01', 2);
          INSERT INTO charge_rate_audit (changed_at, changed_by, machine, from_day, old_rate, new_rate)
          VALUES ('2026-11-02T00:00:00Z', 'op', 'm1', '2026-11-01', NULL, 1.25),
            ('2026-11-03T00:00:00Z', 'op', 'm1', '2026-12-01', NULL, 2),
            ('2026-11-04T00:00:00Z', 'eve', 'm1', '2026-11-01', 1.25, 1.5);
          INSERT INTO usage_record VALUES ('j', 'o', 'e', 1, 'm1', 'p', 'u', 'FINISHED',
            '2026-11-05T10:00:00Z', '2026-11-05', 7, 'CGROUP', NULL);
          INSERT INTO usage_day VALUES ('2026-11-05', 'm1', 'p', 'u', 1, 0, 7);
          """);
      // when
      database.migrate("latest");
      // then
      assertThat(
              database.text(
                  "SELECT string_agg(from_day || ' ' || rate, ', ' ORDER BY from_day)"
                      + " FROM charge_rate_at('2026-11-03T12:00:00Z')"))
          .isEqualTo("2026-11-01 1.25, 2026-12-01 2");
      assertThat(
              database.text(
                  "SELECT string_agg(from_day || ' ' || until_day || ' ' || rate, ', '"
                      + " ORDER BY from_day) FROM charge_rate_at('infinity')"))
          .isEqualTo("2026-11-01 2026-12-01 1.5, 2026-12-01 infinity 2");
      assertThat(
              database.text(
                  "SELECT string_agg(changed_by || (old_value->>'rate') || (new_value->>'rate'), '')"
                      + " FROM ledger_audit WHERE changed_by = 'eve'"))
          .isEqualTo("eve1.251.5");
      assertThat(
              database.text(
                  "SELECT source || '|' || booked_at::date FROM usage_record"
                      + " WHERE record_id = usage_record_id('tacet', '', 'j/o', 0)"))
          .isEqualTo("tacet|2026-11-05");
      assertThat(database.text("SELECT count(*) FROM usage_day WHERE measured = 0")).isEqualTo("1");
      try (Connection connection = database.connect()) {
        RollupCheck check = new Rollup().verify(connection);
        assertThat(check.rows()).isEqualTo(1);
        assertThat(check.wrong()).isZero();
      }
    }
  }
}
