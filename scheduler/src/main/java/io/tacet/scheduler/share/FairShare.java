package io.tacet.scheduler.share;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Keeps account of machine time by project, as start-time fair queueing does (Goyal, Vin and Cheng,
 * SIGCOMM 1996), for each machine on its own. A project's pass is the machine time it has had,
 * divided by its weight; the claim takes the project whose pass is lowest. The machine's virtual
 * time is the lowest pass of those that wait: a project that was away begins there, and brings no
 * credit with it. Thread-safe.
 */
@ApplicationScoped
public class FairShare {

  /** What a weight of 0 counts as: next to nothing, but not never. */
  private static final BigDecimal LEAST_WEIGHT = new BigDecimal("0.000001");

  private static final int MICROS = 6;

  private final Sql sql;

  FairShare(Sql sql) {
    this.sql = sql;
  }

  /** A project's weight from now on; dimensionless, 1 if nothing is said. */
  public void weigh(String project, BigDecimal weight) {
    sql.update(
        """
        INSERT INTO project_weights (project, weight) VALUES (?, ?)
        ON CONFLICT (project) DO UPDATE SET weight = excluded.weight
        """,
        project,
        weight.max(BigDecimal.ZERO));
  }

  /** A project has had this much of a machine's time. */
  public void charge(String machine, String project, Duration time) {
    if (time.isNegative() || time.isZero()) {
      return;
    }
    BigDecimal seconds = BigDecimal.valueOf(time.toNanos() / 1000, MICROS);
    sql.update(
        """
        INSERT INTO project_passes AS had (machine, project, pass)
        SELECT m.id, ?, m.virtual_time
            + round(? / greatest(?, coalesce((SELECT weight FROM project_weights
                                              WHERE project = ?), 1)), 6)
          FROM machines m WHERE m.id = ?
        ON CONFLICT (machine, project) DO UPDATE
          SET pass = excluded.pass + greatest(0, had.pass
            - (SELECT virtual_time FROM machines WHERE id = excluded.machine))
        """,
        project,
        seconds,
        LEAST_WEIGHT,
        project,
        machine);
  }
}
