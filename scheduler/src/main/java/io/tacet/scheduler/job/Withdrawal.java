package io.tacet.scheduler.job;

import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Takes a machine's order back when it is to get none for a while. One that it has begun stays: the
 * order is ended in its place only if nobody has begun it by then. Thread-safe.
 */
@ApplicationScoped
public class Withdrawal {

  private final Sql sql;
  private final JobStore jobs;
  private final JobMarks marks;
  private final CancelWake closer;

  Withdrawal(Sql sql, JobStore jobs, JobMarks marks, CancelWake closer) {
    this.sql = sql;
    this.jobs = jobs;
    this.marks = marks;
    this.closer = closer;
  }

  /**
   * Takes back the order that waits at a machine, in the caller's transaction, which has locked the
   * machine: so no claim comes in between. After the commit, {@link #wake}.
   *
   * @param sentence why, for the job's history
   * @param keepControl whether an order of accuracy control stays
   * @return the job that will wait again
   */
  public Optional<String> ofMachine(String machine, String sentence, boolean keepControl) {
    return sql.first(
            "SELECT id FROM jobs WHERE machine = ? AND state = 'DISPATCHED'"
                + " AND NOT closing AND NOT (control AND ?)",
            row -> row.text("id"),
            machine,
            keepControl)
        .flatMap(jobs::lock)
        .filter(job -> job.state() == JobState.DISPATCHED && machine.equals(job.machine()))
        .map(
            job -> {
              marks.withdraw(job, sentence);
              return job.id();
            });
  }

  /** An order was taken back and the transaction is committed. */
  public void wake() {
    closer.wake();
  }
}
