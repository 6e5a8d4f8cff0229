package io.tacet.scheduler.machine;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.Machine;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the machines. Thread-safe. */
@ApplicationScoped
public class MachineStore {

  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
  private static final String SELECT =
      """
      SELECT m.id, m.description, m.kind, m.labels, coalesce(r.state, 'UNKNOWN') AS state, r.job_id,
             r.last_status_at, r.status_due_at, r.message, r.facts,
             m.queue_order,
             (SELECT count(*) FROM machine_pools p JOIN jobs j ON j.pool = p.pool
              WHERE p.machine = m.id AND j.state = 'QUEUED') AS queued
      FROM machines m LEFT JOIN machine_reports r ON r.machine = m.id
      """;

  private final Sql sql;
  private final Json json;
  private final InstantSource clock;
  private final Pools pools;

  MachineStore(Sql sql, Json json, InstantSource clock, Pools pools) {
    this.sql = sql;
    this.json = json;
    this.clock = clock;
    this.pools = pools;
  }

  /** A machine. */
  public Optional<Machine> find(String id) {
    return sql.first(SELECT + " WHERE m.id = ?", this::machine, id);
  }

  /** Machines by id, after this one. */
  public List<Machine> list(@Nullable String after, int limit) {
    return sql.query(
        SELECT + " WHERE m.id > ? ORDER BY m.id LIMIT ?",
        this::machine,
        after == null ? "" : after,
        limit);
  }

  /** Ids of the machines in use. */
  public List<String> active() {
    return sql.query("SELECT id FROM machines WHERE active ORDER BY id", row -> row.text("id"));
  }

  /** Which machine has this description. */
  Optional<String> described(String description) {
    return sql.first(
        "SELECT id FROM machines WHERE description = ?", row -> row.text("id"), description);
  }

  /** Adds a machine or changes what is said of it, and locks its row. */
  void put(String id, Description said) {
    sql.update(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at, queue_order)
        VALUES (?, ?, ?, ?::jsonb, ?, coalesce(?, 'FIFO'))
        ON CONFLICT (id) DO UPDATE SET description = excluded.description, kind = excluded.kind,
          labels = excluded.labels, queue_order = coalesce(?, machines.queue_order)
        """,
        id,
        said.text(),
        said.kind(),
        json.write(said.labels()),
        clock.instant(),
        said.queueOrder(),
        said.queueOrder());
    pools.match(id);
  }

  private Machine machine(Row row) throws SQLException {
    Instant due = row.timeOrNull("status_due_at");
    String facts = row.textOrNull("facts");
    return new Machine(
        row.text("id"),
        row.text("description"),
        row.text("kind"),
        json.read(row.text("labels"), LABELS),
        row.text("state"),
        row.textOrNull("job_id"),
        row.longNumber("queued"),
        row.timeOrNull("last_status_at"),
        due,
        due != null && due.isBefore(clock.instant()),
        row.textOrNull("message"),
        facts == null ? null : json.read(facts, Machine.Facts.class),
        row.text("queue_order"));
  }

  /**
   * What an operator says of a machine. Immutable.
   *
   * @param queueOrder null: as it was
   */
  record Description(
      String text, String kind, Map<String, String> labels, @Nullable String queueOrder) {}
}
