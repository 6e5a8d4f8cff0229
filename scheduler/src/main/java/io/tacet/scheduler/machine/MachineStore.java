package io.tacet.scheduler.machine;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.Machine.Wake;
import io.tacet.contract.rest.Machine.Word;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.MachineCondition.Signs;
import io.tacet.schema.MachineState;
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
  private static final TypeReference<List<Machine.Key>> KEYS = new TypeReference<>() {};
  private static final String SELECT =
      """
      SELECT m.id, m.description, m.kind, m.labels, coalesce(r.state, 'UNKNOWN') AS state, r.job_id,
             r.last_status_at, r.status_due_at, r.message, r.facts,
             m.queue_order, m.duty, m.duty_reason, m.duty_by, m.duty_since, m.quarantine_reason,
             m.quarantined_by, m.quarantined_at, m.mac_addresses,
             w.wanted_at, w.wanted_by, w.packets, w.sent_at, w.due_at, w.message AS wake_message,
             EXISTS (SELECT 1 FROM jobs o WHERE o.machine = m.id AND o.state IN ('DISPATCHED',
               'ACCEPTED', 'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED'))
               AS order_out,
             (SELECT json_agg(json_build_object('id', k.key_id,
                'publicKey', encode('\\x302a300506032b6570032100'::bytea || k.public_key, 'base64'),
                'registeredAt', k.registered_at, 'validUntil', k.valid_until)
                ORDER BY k.registered_at, k.key_id)
              FROM signer_keys k WHERE k.signer_kind = 'MACHINE' AND k.signer = m.id) AS keys,
             (SELECT count(*) FROM machine_pools p JOIN jobs j ON j.pool = p.pool
              WHERE p.machine = m.id AND j.state = 'QUEUED') AS queued
      FROM machines m LEFT JOIN machine_reports r ON r.machine = m.id
      LEFT JOIN machine_wakes w ON w.machine = m.id
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

  /** What is said of a machine, its row locked. */
  Optional<Description> lock(String id) {
    return sql.first(
        """
        SELECT description, kind, labels, queue_order, mac_addresses, duty FROM machines
        WHERE id = ? FOR NO KEY UPDATE
        """,
        row ->
            new Description(
                row.text("description"),
                row.text("kind"),
                json.read(row.text("labels"), LABELS),
                row.text("queue_order"),
                List.of(row.texts("mac_addresses")),
                Duty.valueOf(row.text("duty"))),
        id);
  }

  /** Adds a machine or changes what is said of it, and locks its row. */
  void put(String id, Description said) {
    String[] macs = said.macAddresses() == null ? null : said.macAddresses().toArray(String[]::new);
    sql.update(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at, queue_order,
                              mac_addresses)
        VALUES (?, ?, ?, ?::jsonb, ?, coalesce(?, 'FIFO'), coalesce(?, '{}'::text[]))
        ON CONFLICT (id) DO UPDATE SET description = excluded.description, kind = excluded.kind,
          labels = excluded.labels, queue_order = coalesce(?, machines.queue_order),
          mac_addresses = coalesce(?, machines.mac_addresses), duty = ?, active = true
        """,
        id,
        said.text(),
        said.kind(),
        json.write(said.labels()),
        clock.instant(),
        said.queueOrder(),
        macs,
        said.queueOrder(),
        macs,
        said.duty().name());
    pools.match(id);
  }

  private Machine machine(Row row) throws SQLException {
    Instant now = clock.instant();
    Instant due = row.timeOrNull("status_due_at");
    String keys = row.textOrNull("keys");
    String facts = row.textOrNull("facts");
    String quarantine = row.textOrNull("quarantine_reason");
    Instant wanted = row.timeOrNull("wanted_at");
    Instant next = row.timeOrNull("due_at");
    Duty duty = Duty.valueOf(row.text("duty"));
    MachineCondition condition =
        MachineCondition.of(
            new Signs(
                duty,
                quarantine != null,
                MachineState.valueOf(row.text("state")),
                due,
                row.truth("order_out"),
                next != null),
            now);
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
        MachineCondition.isOverdue(due, now),
        row.textOrNull("message"),
        facts == null ? null : json.read(facts, Machine.Facts.class),
        row.text("queue_order"),
        condition.name(),
        new Word(
            duty.name(),
            row.textOrNull("duty_reason"),
            row.textOrNull("duty_by"),
            row.timeOrNull("duty_since")),
        quarantine == null
            ? null
            : new Word(
                "QUARANTINED",
                quarantine,
                row.textOrNull("quarantined_by"),
                row.timeOrNull("quarantined_at")),
        List.of(row.texts("mac_addresses")),
        wanted == null
            ? null
            : new Wake(
                wanted,
                row.text("wanted_by"),
                row.number("packets"),
                row.timeOrNull("sent_at"),
                next,
                row.textOrNull("wake_message")),
        keys == null ? List.of() : json.read(keys, KEYS));
  }

  /**
   * What an operator says of a machine. Immutable.
   *
   * @param queueOrder null: as it was
   * @param macAddresses null: as they were
   */
  record Description(
      String text,
      String kind,
      Map<String, String> labels,
      @Nullable String queueOrder,
      @Nullable List<String> macAddresses,
      Duty duty) {

    /** The same with this duty. */
    Description with(Duty other) {
      return new Description(text, kind, labels, queueOrder, macAddresses, other);
    }
  }
}
