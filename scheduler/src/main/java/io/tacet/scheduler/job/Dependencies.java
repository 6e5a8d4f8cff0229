package io.tacet.scheduler.job;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which jobs come after which. A job waits until all it comes after have ended; one of them that
 * does not finish takes it along, unless it comes after them however they end. Thread-safe.
 */
@ApplicationScoped
class Dependencies {

  private final Sql sql;

  Dependencies(Sql sql) {
    this.sql = sql;
  }

  /**
   * Jobs as they stand, kept from ending until the transaction does. So an end comes either before,
   * and is seen, or after, and sees who waits for it.
   */
  List<Predecessor> keep(Collection<String> ids) {
    return sql.query(
        "SELECT id, state, submitter FROM jobs WHERE id = ANY (?) ORDER BY id FOR SHARE",
        row ->
            new Predecessor(
                row.text("id"), JobState.valueOf(row.text("state")), row.text("submitter")),
        (Object) ids.toArray(String[]::new));
  }

  /** New jobs, each with the id at its place, come after those they name. */
  void addAll(List<String> ids, List<CheckedJob> jobs) {
    List<String> job = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<String> however = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      for (String one : jobs.get(i).after()) {
        job.add(ids.get(i));
        after.add(one);
        however.add(Boolean.toString(jobs.get(i).however()));
      }
    }
    if (!job.isEmpty()) {
      sql.update(
          """
          INSERT INTO job_dependencies (job_id, after_id, however)
          SELECT j, a, h::boolean FROM unnest(?::text[], ?::text[], ?::text[]) AS d (j, a, h)
          """,
          job.toArray(String[]::new),
          after.toArray(String[]::new),
          however.toArray(String[]::new));
    }
  }

  /** Ids of the jobs a job comes after. */
  List<String> of(String job) {
    return sql.query(
        "SELECT after_id FROM job_dependencies WHERE job_id = ? ORDER BY after_id",
        row -> row.text("after_id"),
        job);
  }

  /** A job has ended: those it lets go on wait for one less. */
  void letGo(String ended, boolean finished) {
    sql.update(
        """
        UPDATE jobs SET waits_for = waits_for - 1 WHERE state = 'QUEUED' AND id IN (
          SELECT job_id FROM job_dependencies WHERE after_id = ? AND (however OR ?))
        """,
        ended,
        finished);
  }

  /** Ids of the waiting jobs that a job takes along, as it did not finish. */
  List<String> taken(String ended) {
    return sql.query(
        """
        SELECT j.id FROM job_dependencies d JOIN jobs j ON j.id = d.job_id
        WHERE d.after_id = ? AND NOT d.however AND j.state = 'QUEUED' ORDER BY j.id
        """,
        row -> row.text("id"),
        ended);
  }

  /** A job that others come after. Immutable. */
  record Predecessor(String id, JobState state, String submitter) {

    boolean isOpen() {
      return !JobLifecycle.isEnd(state);
    }
  }
}
