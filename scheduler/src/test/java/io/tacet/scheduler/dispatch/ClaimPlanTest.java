package io.tacet.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Statements;
import io.tacet.scheduler.running.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What the statements of the dispatch path touch when the queue is long. In a database of its own:
 * the scheduler of the other tests would walk through a hundred thousand jobs ten times a second.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ClaimPlanTest {

  private static final int QUEUED = 100_000;
  private static final int PROJECTS = 10;
  private static final int PRIORITIES = 3;

  @ConfigProperty(name = Surroundings.LONG_QUEUE)
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  private Connection connection;
  private Statements sql;

  /** The queue is filled once; what a test does to it is not committed. */
  @BeforeEach
  void begin() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    source.setCurrentSchema("scheduler");
    source.setStringType("unspecified");
    Flyway.configure()
        .dataSource(source)
        .defaultSchema("scheduler")
        .locations("filesystem:src/main/resources/db/migration")
        .load()
        .migrate();
    connection = source.getConnection();
    connection.setAutoCommit(false);
    sql = new Statements(connection);
    if (isEmpty()) {
      fill();
      connection.commit();
    }
  }

  @AfterEach
  void rollBack() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void theClaimTouchesOneJobPerLaneHoweverLongTheQueueIs() {
    for (String order : List.of("FIFO", "RANDOM")) {
      sql.update("UPDATE machines SET queue_order = ? WHERE id = 'plan-1'", order);
      for (boolean analyzed : List.of(false, true)) {
        if (analyzed) {
          sql.update("ANALYZE jobs");
        }

        // when
        Instant now = Instant.now();
        String order1 = "order-" + order + analyzed;
        JsonNode claim = plan(Claim.NEXT, "plan-1", now, now, now, order1, now);
        JsonNode free = plan(Claim.FREE_IN_ORDER, now);

        // then
        assertThat(dispatched(order1)).isEqualTo(1);
        sql.update("UPDATE jobs SET state = 'CANCELLED' WHERE order_id = ?", order1);
        assertThat(rowsOfJobs(claim))
            .as(claim::toPrettyString)
            .isLessThanOrEqualTo(2 * PROJECTS * PRIORITIES + 10);
        assertThat(rowsOfJobs(free)).as(free::toPrettyString).isLessThan(100);
      }
    }
  }

  @Test
  void theNewestJobOfAllIsFoundWithoutALookAtTheOlderOnesOfOtherMachines() {
    // given: a queue of one project, in which the planner takes each machine's jobs to be spread
    // evenly
    sql.update("UPDATE jobs SET project = 'plan-1', priority = 0 WHERE pool = 'plan-1'");
    sql.update(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at)
        VALUES ('plan-2', 'Machine plan-2', 'DEVELOPMENT', '{}', now())
        """);
    sql.update("INSERT INTO machine_pools (machine, pool) VALUES ('plan-2', 'plan-2')");
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, pool, state, max_attempts,
                          definition, submitted_at)
        SELECT 'plan-newest-' || n, '', project, submitter, 'plan-2', 'plan-2', 'QUEUED', 3,
          definition, submitted_at FROM jobs, generate_series(1, 10000) n WHERE id = 'plan-1'
        """);
    sql.update("ANALYZE jobs");
    Instant now = Instant.now();

    // when
    JsonNode next = plan(Claim.NEXT, "plan-2", now, now, now, "order-newest", now);

    // then
    assertThat(dispatched("order-newest")).isEqualTo(1);
    assertThat(rowsOfJobs(next)).as(next::toPrettyString).isLessThan(20);
  }

  @Test
  void aMachineInQuarantineFindsItsAccuracyControlBehindALongQueue() {
    // given
    sql.update("UPDATE machines SET quarantine_reason = 'drift', queue_order = 'RANDOM'");
    sql.update("UPDATE jobs SET control = true WHERE id = 'plan-" + QUEUED + "'");
    Instant now = Instant.now();

    // when
    JsonNode next = plan(Claim.NEXT, "plan-1", now, now, now, "order-q", now);
    JsonNode free = plan(Claim.FREE_IN_ORDER, now);
    JsonNode control = plan(Claim.NEXT_CONTROL, "plan-1", now, now, now, "order-q", now);

    // then
    assertThat(dispatched("order-q")).isEqualTo(1);
    assertThat(rowsOfJobs(next)).isZero();
    assertThat(rowsOfJobs(control)).as(control::toPrettyString).isLessThanOrEqualTo(12);
    assertThat(rowsOfJobs(free)).as(free::toPrettyString).isLessThan(100);
  }

  private boolean isEmpty() {
    return sql.query("SELECT id FROM machines", row -> row.text("id")).isEmpty();
  }

  private void fill() {
    // A test says itself when the planner knows the queue
    sql.update("ALTER TABLE jobs SET (autovacuum_enabled = false)");
    sql.update("INSERT INTO users (id, name, mail, role) VALUES ('admin', '', '', 'ADMIN')");
    sql.update(
        """
        INSERT INTO machines (id, description, kind, labels, registered_at)
        VALUES ('plan-1', 'plan-1', 'DEVELOPMENT', '{}', now())
        """);
    sql.update("INSERT INTO machine_pools (machine, pool) VALUES ('plan-1', 'plan-1')");
    sql.update(
        "INSERT INTO projects (id, description) SELECT 'plan-' || n, '' FROM generate_series(1, ?) n",
        PROJECTS);
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, pool, state, max_attempts,
                          definition, submitted_at, priority)
        SELECT 'plan-' || n, '', 'plan-' || 1 + n % ?, 'admin', 'plan-1', 'plan-1', 'QUEUED', 3,
          '{"named": true, "command": ["true"], "variables": {}, "timeLimitSeconds": 60,
            "interruptible": false}',
          now(), n / ? % ?
        FROM generate_series(1, ?) n
        """,
        PROJECTS, PROJECTS, PRIORITIES, QUEUED);
  }

  private long dispatched(String order) {
    return sql.query(
            "SELECT count(*) AS n FROM jobs WHERE order_id = ? AND state = 'DISPATCHED'",
            row -> row.longNumber("n"),
            order)
        .get(0);
  }

  private JsonNode plan(String statement, @Nullable Object... parameters) {
    String plan =
        sql.query(
                "EXPLAIN (ANALYZE, FORMAT JSON) " + statement,
                row -> row.text("QUERY PLAN"),
                parameters)
            .get(0);
    try {
      return new ObjectMapper().readTree(plan).get(0).get("Plan");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows of the queue were looked at, kept or not. */
  private static long rowsOfJobs(JsonNode plan) {
    long rows = 0;
    List<JsonNode> nodes = new ArrayList<>(List.of(plan));
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      node.path("Plans").forEach(nodes::add);
      if (node.path("Relation Name").asText().equals("jobs") && !node.has("Operation")) {
        long each =
            node.path("Actual Rows").asLong() + node.path("Rows Removed by Filter").asLong();
        rows += each * node.path("Actual Loops").asLong();
      }
    }
    return rows;
  }
}
