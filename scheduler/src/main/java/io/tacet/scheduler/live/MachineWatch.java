package io.tacet.scheduler.live;

import io.tacet.contract.rest.Machine;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.MachineStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds machines that have changed: by the versions of their rows, which PostgreSQL keeps as xmin.
 * Not for use by several threads.
 */
final class MachineWatch {

  private final Sql sql;
  private final MachineStore machines;
  private Map<String, String> versions;

  MachineWatch(Sql sql, MachineStore machines) {
    this.sql = sql;
    this.machines = machines;
    this.versions = versions();
  }

  /** Those that have changed since the last time. */
  List<Machine> changed() {
    Map<String, String> now = versions();
    List<Machine> changed = new ArrayList<>();
    now.forEach(
        (id, version) -> {
          if (!version.equals(versions.get(id))) {
            machines.find(id).ifPresent(changed::add);
          }
        });
    versions = now;
    return changed;
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new HashMap<>();
    sql.query(
            """
            SELECT m.id, concat(m.xmin::text, ' ', r.xmin::text) AS version
            FROM machines m LEFT JOIN machine_reports r ON r.machine = m.id
            """,
            row -> Map.entry(row.text("id"), row.text("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }
}
