package io.tacet.scheduler.machine;

import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a machine may take. Its own pool holds the jobs that name it; a label pool holds those
 * that name these labels, and is every machine's that has them all. {@code kind} counts as a label,
 * in lower case. A pool may be of some machines only, those that its jobs' submitters may use: they
 * stand in its id under a name that no label can have. Thread-safe.
 */
@ApplicationScoped
public class Pools {

  private static final String MACHINES = "@machines";
  private static final String LABELS = "(m.labels || jsonb_build_object('kind', lower(m.kind)))";

  private static final String MATCH =
      LABELS + " @> p.labels AND (p.machines IS NULL OR m.id = ANY (p.machines))";

  private final Sql sql;
  private final Json json;

  Pools(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * The pool of a label set, made if it is new; the same sets have the same pool in any order.
   *
   * @param machines the only machines it is for; empty: all
   */
  public String of(Map<String, String> labels, Collection<String> machines) {
    Map<String, String> named = new TreeMap<>(labels);
    if (!machines.isEmpty()) {
      named.put(MACHINES, String.join(",", new TreeSet<>(machines)));
    }
    String id = json.write(named);
    if (sql.first("SELECT id FROM label_pools WHERE id = ?", row -> row.text("id"), id).isEmpty()) {
      lock();
      sql.update(
          "INSERT INTO label_pools (id, labels, machines) VALUES (?, ?::jsonb, ?)"
              + " ON CONFLICT DO NOTHING",
          id,
          json.write(new TreeMap<>(labels)),
          only(machines));
      sql.update(
          "INSERT INTO machine_pools (machine, pool) SELECT m.id, p.id FROM machines m"
              + " JOIN label_pools p ON "
              + MATCH
              + " WHERE p.id = ? ON CONFLICT DO NOTHING",
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

  /** The labels of a pool's id, without the machines it is for. */
  public static Map<String, String> labels(Map<String, String> id) {
    Map<String, String> labels = new TreeMap<>(id);
    labels.remove(MACHINES);
    return labels;
  }

  private static String @Nullable [] only(Collection<String> machines) {
    return machines.isEmpty() ? null : new TreeSet<>(machines).toArray(String[]::new);
  }

  /**
   * The machines in use that have these labels, by id.
   *
   * @param machines only of these; empty: of all
   */
  public List<String> matching(Map<String, String> labels, Collection<String> machines) {
    return sql.query(
        "SELECT m.id FROM machines m WHERE m.active AND "
            + LABELS
            + " @> ?::jsonb AND (?::text[] IS NULL OR m.id = ANY (?)) ORDER BY m.id",
        row -> row.text("id"),
        json.write(labels),
        only(machines),
        only(machines));
  }

  /** Finds a machine's pools anew: it is new, or its labels have changed. */
  void match(String machine) {
    lock();
    sql.update("DELETE FROM machine_pools WHERE machine = ?", machine);
    sql.update(
        "INSERT INTO machine_pools (machine, pool) SELECT m.id, m.id FROM machines m WHERE m.id = ?"
            + " UNION ALL SELECT m.id, p.id FROM machines m JOIN label_pools p ON "
            + MATCH
            + " WHERE m.id = ?",
        machine,
        machine);
  }
}
