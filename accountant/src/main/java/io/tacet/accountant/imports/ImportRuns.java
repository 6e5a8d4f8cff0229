package io.tacet.accountant.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.rest.ImportRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The imports that were asked for:
 *
 * <pre>{@code
 * OPEN ─▶ RUNNING ─┬─▶ DONE
 *                  ├─▶ INCOMPLETE   the file broke off
 *                  └─▶ FAILED       what was booked before stays
 * }</pre>
 *
 * <p>A process that dies leaves RUNNING behind; after a while without progress it is shown as
 * BROKEN_OFF. Thread-safe.
 */
@ApplicationScoped
class ImportRuns {

  private static final String ADD =
      """
      INSERT INTO import_run (source, cluster, file, zone, charset, project_from, source_cluster,
        dry_run, state, started_by, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?) RETURNING id
      """;

  private static final String CLAIM =
      "UPDATE import_run SET state = 'RUNNING', updated_at = ? WHERE id = ? AND state = 'OPEN'";

  private static final String COUNT =
      """
      UPDATE import_run SET lines = ?, imported = ?, already_there = ?, quarantined = ?, skipped = ?,
        several_nodes = ?, reasons = ?::jsonb, updated_at = ? WHERE id = ?
      """;

  private static final String END =
      """
      UPDATE import_run r SET state = ?, error = ?, ended_at = ?,
        unrated_hosts = ARRAY(SELECT h FROM unnest(?::text[]) h WHERE NOT EXISTS (
          SELECT 1 FROM charge_rate c WHERE c.machine = h AND c.known_to IS NULL)
          ORDER BY h LIMIT 1000),
        strange_hosts = ARRAY(SELECT h FROM unnest(?::text[]) h WHERE NOT EXISTS (
          SELECT 1 FROM cluster c WHERE c.cluster = r.cluster AND c.known_to IS NULL
            AND h = ANY (c.machines))
          ORDER BY h LIMIT 1000)
      WHERE id = ?
      """;

  private static final String SELECT =
      """
      SELECT id, source, cluster, file, zone, charset, project_from, source_cluster, dry_run,
        CASE WHEN state = 'RUNNING' AND updated_at < now() - interval '3 minutes'
          THEN 'BROKEN_OFF' ELSE state END AS state,
        started_by, created_at, updated_at, ended_at, lines, imported, already_there, quarantined,
        skipped, reasons::text, unrated_hosts, strange_hosts, several_nodes, error
      FROM import_run
      """;

  private static final String KNOWN_CLUSTER =
      """
      SELECT EXISTS (SELECT 1 FROM cluster WHERE cluster = ? AND known_to IS NULL)
        OR EXISTS (SELECT 1 FROM import_run WHERE cluster = ? AND imported > 0 AND NOT dry_run)
      """;

  private static final String OTHER_ZONE =
      """
      SELECT zone FROM import_run WHERE source = ? AND cluster = ? AND zone <> ? AND imported > 0
        AND NOT dry_run ORDER BY id DESC LIMIT 1
      """;

  private final ObjectMapper json;

  ImportRuns(ObjectMapper json) {
    this.json = json;
  }

  /** Adds one that is OPEN; its id. */
  long add(Connection connection, ImportOrder order, String user, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, order.source());
      statement.setString(2, order.cluster());
      statement.setString(3, order.file());
      statement.setString(4, order.zone().getId());
      statement.setString(5, order.charset().name());
      statement.setString(6, order.projectFrom());
      statement.setString(7, order.sourceCluster());
      statement.setBoolean(8, order.dryRun());
      statement.setString(9, user);
      statement.setObject(10, now.atOffset(ZoneOffset.UTC));
      statement.setObject(11, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Takes one that is OPEN for oneself; false when it is not. */
  boolean claim(Connection connection, long id, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setLong(2, id);
      return statement.executeUpdate() == 1;
    }
  }

  /** Writes down what became of its lines so far; with what is booked, in one transaction. */
  void count(Connection connection, long id, Tally tally, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setLong(1, tally.lines());
      statement.setLong(2, tally.imported());
      statement.setLong(3, tally.alreadyThere());
      statement.setLong(4, tally.quarantined());
      statement.setLong(5, tally.skipped());
      statement.setLong(6, tally.severalNodes());
      statement.setString(7, text(tally.reasons()));
      statement.setObject(8, now.atOffset(ZoneOffset.UTC));
      statement.setLong(9, id);
      statement.executeUpdate();
    }
  }

  /** Ends it; the counts stay as they were written down. */
  void end(
      Connection connection,
      long id,
      String state,
      @Nullable String error,
      Hosts charged,
      Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      Object[] hosts = charged.names().toArray();
      statement.setString(1, state);
      statement.setString(2, error);
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setArray(4, connection.createArrayOf("text", hosts));
      statement.setArray(5, connection.createArrayOf("text", hosts));
      statement.setLong(6, id);
      statement.executeUpdate();
    }
  }

  /** Whether records of a cluster are expected: the ledger or an earlier import knows it. */
  boolean knowsCluster(Connection connection, String cluster) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KNOWN_CLUSTER)) {
      statement.setString(1, cluster);
      statement.setString(2, cluster);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Another zone in which records of this source and cluster were imported. */
  Optional<String> otherZone(Connection connection, ImportOrder order) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OTHER_ZONE)) {
      statement.setString(1, order.source());
      statement.setString(2, order.cluster());
      statement.setString(3, order.zone().getId());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** How one was ordered. */
  Optional<ImportOrder> order(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(order(row)) : Optional.empty();
      }
    }
  }

  /** One. */
  Optional<ImportRun> find(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(run(row)) : Optional.empty();
      }
    }
  }

  /** The latest ones, the newest first. */
  List<ImportRun> latest(Connection connection, int most) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + "ORDER BY id DESC LIMIT ?")) {
      statement.setInt(1, most);
      List<ImportRun> runs = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          runs.add(run(rows));
        }
      }
      return runs;
    }
  }

  private static ImportOrder order(ResultSet row) throws SQLException {
    return new ImportOrder(
        row.getString("source"),
        row.getString("cluster"),
        row.getString("file"),
        ZoneId.of(row.getString("zone")),
        Charset.forName(row.getString("charset")),
        row.getString("project_from"),
        row.getString("source_cluster"),
        row.getBoolean("dry_run"));
  }

  private ImportRun run(ResultSet row) throws SQLException {
    Map<String, Long> reasons = counts(row.getString("reasons"));
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new ImportRun(
        row.getLong("id"),
        row.getString("source"),
        row.getString("cluster"),
        row.getString("file"),
        row.getString("zone"),
        row.getString("charset"),
        row.getString("project_from"),
        row.getBoolean("dry_run"),
        row.getString("state"),
        row.getString("started_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getLong("lines"),
        row.getLong("imported"),
        row.getLong("already_there"),
        row.getLong("quarantined"),
        row.getLong("skipped"),
        reasons,
        ReasonCodes.of(reasons),
        List.of((String[]) row.getArray("unrated_hosts").getArray()),
        List.of((String[]) row.getArray("strange_hosts").getArray()),
        row.getLong("several_nodes"),
        row.getString("error"));
  }

  private String text(Map<String, Long> counts) {
    try {
      return json.writeValueAsString(counts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Counts can be written", e);
    }
  }

  private Map<String, Long> counts(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Counts that were written can be read", e);
    }
  }
}
