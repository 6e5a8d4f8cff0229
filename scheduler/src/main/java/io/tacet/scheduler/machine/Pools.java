package io.tacet.scheduler.machine;

import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which jobs a machine may take. Its own pool holds the jobs that name it; a label pool holds those
 * that name these labels, and is every machine's that has them all. {@code kind} counts as a label,
 * in lower case. Thread-safe.
 */
@ApplicationScoped
public class Pools {

  private static final String LABELS = "(m.labels || jsonb_build_object('kind', lower(m.kind)))";

  private final Sql sql;
  private final Json json;

  Pools(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** The pool of a label set, made if it is new; the same set has the same pool in any order. */
  public String of(Map<String, String> labels) {
    String id = json.write(new TreeMap<>(labels));
    if (sql.first("SELECT id FROM label_pools WHERE id = ?", row -> row.text("id"), id).isEmpty()) {
      lock();
      sql.update(
          "INSERT INTO label_pools (id, labels) VALUES (?, ?::jsonb) ON CONFLICT DO NOTHING",
          id,
          id);
      sql.update(
          "INSERT INTO machine_pools (machine, pool) SELECT m.id, ? FROM machines m WHERE "
              + LABELS
              + " @> ?::jsonb ON CONFLICT DO NOTHING",
          id,
          id);
    }
    return id;
  }

  /** A new pool and a new machine must not miss each other. */
  private void lock() {
    sql.query(
        "SELECT pg_advisory_xact_lock(hashtextextended('tacet pools', 0))::text AS locked",
        row -> row.text("locked"));
  }

  /** Whether a machine in use has these labels. */
  public boolean isAnyMatching(Map<String, String> labels) {
    return sql.first(
            "SELECT m.id FROM machines m WHERE m.active AND " + LABELS + " @> ?::jsonb LIMIT 1",
            row -> row.text("id"),
            json.write(labels))
        .isPresent();
  }

  /** Finds a machine's pools anew: it is new, or its labels have changed. */
  void match(String machine) {
    lock();
    sql.update("DELETE FROM machine_pools WHERE machine = ?", machine);
    sql.update(
        "INSERT INTO machine_pools (machine, pool) SELECT m.id, m.id FROM machines m WHERE m.id = ?"
            + " UNION ALL SELECT m.id, p.id FROM machines m JOIN label_pools p ON "
            + LABELS
            + " @> p.labels WHERE m.id = ?",
        machine,
        machine);
  }
}
