package io.tacet.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.MachineCondition.Signs;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.MachineState;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The view for dashboards says of a machine what the service says. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class BoardConditionTest {

  private static final MachineState[] STATES = MachineState.values();
  private static final Duty[] DUTIES = Duty.values();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Inject Sql sql;

  @Test
  @TestTransaction
  void everyCombinationOfSigns() {
    // given: a machine for each; its id tells them. Nothing of this test is committed
    Api.admin();
    fill();

    // when
    List<Shown> shown =
        sql.query(
            "SELECT machine, condition FROM board_machine WHERE machine LIKE 'board-%'",
            row -> new Shown(List.of(row.text("machine").split("-")), row.text("condition")));

    // then
    assertThat(shown).hasSize(DUTIES.length * STATES.length * 2 * 3 * 2 * 2);
    for (Shown one : shown) {
      Signs signs =
          new Signs(
              DUTIES[one.sign(1) - 1],
              one.sign(2) == 1,
              STATES[one.sign(3) - 1],
              due(one.sign(4)),
              one.sign(5) == 1,
              one.sign(6) == 1);
      assertThat(one.condition())
          .as(signs.toString())
          .isEqualTo(MachineCondition.of(signs, NOW).name());
    }
  }

  private void fill() {
    String[] duties = Arrays.stream(DUTIES).map(Enum::name).toArray(String[]::new);
    String[] states = Arrays.stream(STATES).map(Enum::name).toArray(String[]::new);
    sql.update(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at, duty, quarantine_reason)
        SELECT id, id, 'PROFILING', '{}', now(), duty, CASE WHEN quarantined = 1 THEN 'why' END
        FROM unnest(?::text[]) WITH ORDINALITY AS d (duty, d)
        CROSS JOIN generate_series(0, 1) AS quarantined
        CROSS JOIN unnest(?::text[]) WITH ORDINALITY AS s (state, s)
        CROSS JOIN generate_series(0, 2) AS due
        CROSS JOIN generate_series(0, 1) AS ordered
        CROSS JOIN generate_series(0, 1) AS waking
        CROSS JOIN LATERAL concat_ws('-', 'board', d, quarantined, s, due, ordered, waking) AS id
        """,
        duties,
        states);
    sql.update(
        """
        INSERT INTO machine_reports (machine, event_id, state, last_status_at, status_due_at)
        SELECT id, id, (?::text[])[split_part(id, '-', 4)::int], now(), CASE split_part(id, '-', 5)
          WHEN '1' THEN now() - interval '1 hour' WHEN '2' THEN now() + interval '1 hour' END
        FROM machines WHERE id LIKE 'board-%'
        """,
        (Object) states);
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, pool, state, max_attempts, definition, submitted_at)
        SELECT m.id, m.id, p.id, u.id, m.id, m.id, 'MEASURING', 3, '{}', now()
        FROM machines m, (SELECT id FROM projects LIMIT 1) p, (SELECT id FROM users LIMIT 1) u
        WHERE m.id LIKE 'board-%-1-_'
        """);
    sql.update(
        """
        INSERT INTO machine_wakes (machine, wanted_at, wanted_by, due_at)
        SELECT id, now(), 'ada', now() FROM machines WHERE id LIKE 'board-%-1'
        """);
  }

  private static @Nullable Instant due(int sign) {
    return switch (sign) {
      case 1 -> NOW.minusSeconds(1);
      case 2 -> NOW.plusSeconds(1);
      default -> null;
    };
  }

  /** A machine of the view, and the signs its id is made of. */
  private record Shown(List<String> signs, String condition) {
    int sign(int place) {
      return Integer.parseInt(signs.get(place));
    }
  }
}
