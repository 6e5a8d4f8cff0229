package io.tacet.it.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes queues long by copying jobs that wait, one of each machine, in the database. */
final class LongQueue {

  private LongQueue() {}

  /** So many more jobs wait, spread over the machines that have one waiting. */
  static void addBehind(Connection database, int jobs) throws SQLException {
    try (Statement statement = database.createStatement()) {
      if (jobs > 0) {
        int unused =
            statement.executeUpdate(
                """
                WITH sample AS (
                  SELECT DISTINCT ON (machine) *,
                    dense_rank() OVER (ORDER BY machine) - 1 AS number
                  FROM jobs WHERE state = 'QUEUED' ORDER BY machine, position)
                INSERT INTO jobs (id, name, project, submitter, machine, pool, state, max_attempts,
                  definition, submitted_at)
                SELECT gen_random_uuid()::text, name, project, submitter, machine, pool, state,
                  max_attempts, definition, submitted_at
                FROM generate_series(1, %d) g
                JOIN sample ON number = g %% (SELECT count(*) FROM sample)
                """
                    .formatted(jobs));
      }
      boolean unused = statement.execute("ANALYZE jobs");
    }
  }
}
