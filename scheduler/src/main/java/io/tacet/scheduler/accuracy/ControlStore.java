package io.tacet.scheduler.accuracy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.AccuracyControl.Reference;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.AccuracyWindow.Figure;
import io.tacet.scheduler.accuracy.ControlRow.State;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of accuracy control: the controls, their runs, their windows. Thread-safe. */
@ApplicationScoped
class ControlStore {

  private static final String SELECT =
      """
      SELECT c.machine, c.owner, c.plan, c.state, c.reason, c.acted, c.lost, c.window_since, c.next_at,
             c.job_id, c.failures, c.problem, c.reference, c.facts, c.history_seen,
             m.quarantine_reason IS NOT NULL AS quarantined
      FROM accuracy_controls c JOIN machines m ON m.id = c.machine
      """;
  private static final TypeReference<List<Reference>> REFERENCES = new TypeReference<>() {};
  private static final TypeReference<List<ControlRun.Value>> VALUES = new TypeReference<>() {};
  private static final TypeReference<List<Figure>> FIGURES = new TypeReference<>() {};

  private final Sql sql;
  private final Json json;

  ControlStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Sets a control up, or anew: a new window without a reference. */
  void put(String machine, String owner, ControlPlan plan, String reason, Instant now) {
    sql.update(
        """
        INSERT INTO accuracy_controls (machine, owner, plan, state, reason, window_since, next_at)
        VALUES (?, ?, ?::jsonb, 'UNPROVEN', ?, ?, ?)
        ON CONFLICT (machine) DO UPDATE SET owner = excluded.owner, plan = excluded.plan,
          state = 'UNPROVEN', reason = excluded.reason, window_since = excluded.window_since,
          next_at = excluded.next_at, acted = true, failures = 0, problem = NULL, reference = '[]'
        """,
        machine,
        owner,
        json.write(plan),
        reason,
        now,
        now);
  }

  /** Ends the control of a machine; its history stays. */
  boolean remove(String machine) {
    return sql.update("DELETE FROM accuracy_controls WHERE machine = ?", machine) == 1;
  }

  Optional<ControlRow> find(String machine) {
    return sql.first(SELECT + " WHERE c.machine = ?", this::row, machine);
  }

  /** A control, locked until the transaction ends; empty if others have it. */
  Optional<ControlRow> lock(String machine) {
    return sql.first(
        SELECT + " WHERE c.machine = ? FOR NO KEY UPDATE OF c SKIP LOCKED", this::row, machine);
  }

  /** Controls by machine, after this one. */
  List<ControlRow> list(@Nullable String after, int limit) {
    return sql.query(
        SELECT + " WHERE c.machine > ? ORDER BY c.machine LIMIT ?",
        this::row,
        after == null ? "" : after,
        limit);
  }

  /** Machines in use that are controlled. */
  List<String> controlled() {
    return sql.query(
        """
        SELECT c.machine FROM accuracy_controls c JOIN machines m ON m.id = c.machine
        WHERE m.active AND m.duty NOT IN ('RETIRING', 'RETIRED') ORDER BY c.machine
        """,
        row -> row.text("machine"));
  }

  /** What decides whether a machine is still the one that was measured. */
  Optional<String> facts(String machine) {
    return sql.first(
        """
        SELECT coalesce(concat_ws(' | ', facts ->> 'cpuModel', facts ->> 'kernel',
          facts ->> 'operatingSystem', 'worker ' || (facts ->> 'workerVersion')), '') AS facts
        FROM machine_reports WHERE machine = ? AND facts IS NOT NULL
        """,
        row -> row.text("facts"),
        machine);
  }

  /** The last place in a machine's history where a maintenance began or ended; 0: none. */
  long lastMaintenance(String machine) {
    return sql.query(
            """
            SELECT coalesce(max(position), 0) AS last FROM machine_history
            WHERE machine = ? AND (is_now = 'MAINTENANCE' OR was = 'MAINTENANCE')
            """,
            row -> row.longNumber("last"),
            machine)
        .get(0);
  }

  /** Remembers what the machine is now. */
  void known(String machine, @Nullable String facts, long history) {
    sql.update(
        "UPDATE accuracy_controls SET facts = ?, history_seen = ? WHERE machine = ?",
        facts,
        history,
        machine);
  }

  /** Begins a new window: earlier runs do not count, and the next is due at once. */
  void newWindow(String machine, String reason, boolean newReference, Instant now) {
    sql.update(
        """
        UPDATE accuracy_controls SET state = 'UNPROVEN', reason = ?, acted = true, window_since = ?,
          next_at = ?, failures = 0, problem = NULL,
          reference = CASE WHEN ? THEN '[]'::jsonb ELSE reference END
        WHERE machine = ?
        """,
        reason,
        now,
        now,
        newReference,
        machine);
  }

  /** A control run is out. */
  void ordered(String machine, String job) {
    sql.update(
        "UPDATE accuracy_controls SET job_id = ?, next_at = NULL, problem = NULL WHERE machine = ?",
        job,
        machine);
  }

  /** A control run could not be submitted. */
  void refused(String machine, String problem, Instant nextAt) {
    sql.update(
        "UPDATE accuracy_controls SET problem = ?, next_at = ? WHERE machine = ?",
        problem,
        nextAt,
        machine);
  }

  /** A control run has ended. */
  void insert(String machine, ControlRun run, Instant began) {
    sql.update(
        """
        INSERT INTO accuracy_runs (machine, job_id, began_at, void_why, readings)
        VALUES (?, ?, ?, ?, ?::jsonb)
        """,
        machine,
        run.job(),
        began,
        run.voidWhy(),
        json.write(run.values()));
  }

  /** The last runs that count, in order. */
  List<ControlRun> runs(String machine, Instant since, int most) {
    return sql.query(
        """
        SELECT job_id, readings FROM (
          SELECT position, job_id, readings FROM accuracy_runs
          WHERE machine = ? AND void_why IS NULL AND began_at >= ?
          ORDER BY position DESC LIMIT ?) last ORDER BY position
        """,
        row -> new ControlRun(row.text("job_id"), null, json.read(row.text("readings"), VALUES)),
        machine,
        since,
        most);
  }

  /** A run that does not count: how many in a row there are now. */
  void failed(String machine, int failures, Instant nextAt) {
    sql.update(
        "UPDATE accuracy_controls SET job_id = NULL, failures = ?, next_at = ? WHERE machine = ?",
        failures,
        nextAt,
        machine);
  }

  /** What is known now. */
  void state(
      String machine,
      State state,
      String reason,
      boolean acted,
      List<Reference> reference,
      @Nullable Instant nextAt) {
    sql.update(
        """
        UPDATE accuracy_controls SET job_id = NULL, failures = 0, state = ?, reason = ?, acted = ?,
          reference = ?::jsonb, next_at = ?
        WHERE machine = ?
        """,
        state.name(),
        reason,
        acted,
        json.write(reference),
        nextAt,
        machine);
  }

  /**
   * The state has had its consequence.
   *
   * @return whether it had not before, and is still the same
   */
  boolean acted(String machine, State state, boolean lost) {
    return sql.update(
            """
            UPDATE accuracy_controls SET acted = true, lost = ?
            WHERE machine = ? AND state = ? AND NOT acted
            """,
            lost,
            machine,
            state.name())
        == 1;
  }

  /** Keeps a window. */
  void insert(String machine, Verdict verdict, List<ControlRun> runs, Instant at) {
    sql.update(
        """
        INSERT INTO accuracy_windows (machine, at, verdict, reason, runs, figures)
        VALUES (?, ?, ?, ?, ?, ?::jsonb)
        """,
        machine,
        at,
        verdict.kind().name(),
        verdict.reason(),
        runs.stream().map(ControlRun::job).toArray(String[]::new),
        json.write(verdict.figures()));
  }

  /** Windows of a machine before a position, newest first. */
  List<Entry> windows(String machine, @Nullable Long before, int limit) {
    return sql.query(
        """
        SELECT position, at, verdict, reason, runs, figures FROM accuracy_windows
        WHERE machine = ? AND (?::bigint IS NULL OR position < ?) ORDER BY position DESC LIMIT ?
        """,
        row ->
            new Entry(
                row.longNumber("position"),
                new AccuracyWindow(
                    row.time("at"),
                    row.text("verdict"),
                    row.text("reason"),
                    List.of(row.texts("runs")),
                    json.read(row.text("figures"), FIGURES))),
        machine,
        before,
        before,
        limit);
  }

  private ControlRow row(Row row) throws SQLException {
    return new ControlRow(
        row.text("machine"),
        row.text("owner"),
        json.read(row.text("plan"), ControlPlan.class),
        State.valueOf(row.text("state")),
        row.text("reason"),
        row.truth("acted"),
        row.truth("lost"),
        row.time("window_since"),
        row.timeOrNull("next_at"),
        row.textOrNull("job_id"),
        row.number("failures"),
        row.textOrNull("problem"),
        json.read(row.text("reference"), REFERENCES),
        row.textOrNull("facts"),
        row.longNumber("history_seen"),
        row.truth("quarantined"));
  }

  /** A window and its place in the history. Immutable. */
  record Entry(long position, AccuracyWindow window) {}
}
