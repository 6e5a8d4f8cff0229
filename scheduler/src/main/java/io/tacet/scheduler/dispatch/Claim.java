package io.tacet.scheduler.dispatch;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.quota.QuotaWaits;
import io.tacet.scheduler.quota.Reservations;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes the next job of a free machine and orders it: one statement finds and moves it, the order
 * and the status go into the outbox in the same transaction. Any number of these may run side by
 * side. Thread-safe.
 *
 * <p>A lane is what waits in one pool with one priority for one project. The statement goes from
 * the first job of each lane to the first of the next along the index jobs_in_turn, so its cost
 * grows with the lanes a machine has and not with the jobs in them.
 *
 * <pre>{@code
 * free machine ─▶ its pools ─▶ first job of each lane ─▶ the lane whose turn it is ─▶ its job
 *                                    1. highest priority    FIFO: the one that waits longest
 *                                    2. lowest pass         RANDOM: any, drawn now
 * }</pre>
 */
@ApplicationScoped
public class Claim {

  /**
   * Machine and job are locked, and skipped when somebody else has them: so two claims never take
   * two jobs of one machine, except when the one begins to look before the other commits; then the
   * index one_order_per_machine refuses the second. NO KEY, because a submission's foreign key
   * takes a key lock on the machine and must not make this skip it. LATERAL with LIMIT, because a
   * join or EXISTS might be planned as a pass through the whole queue. The lane's first position is
   * said again where its first job is taken: else the planner, which takes each machine's jobs to
   * be spread evenly, may look for it from the oldest job of all.
   */
  static final String NEXT =
      """
      WITH RECURSIVE free AS MATERIALIZED (
        SELECT m.id, m.queue_order, m.virtual_time, random()::real AS lot
        FROM machines m LEFT JOIN LATERAL (
          SELECT o.id FROM jobs o WHERE o.machine = m.id AND o.state IN ('DISPATCHED', 'ACCEPTED',
            'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED') LIMIT 1) busy
          ON true
        WHERE m.id = ? AND m.orders = 'ALL' AND NOT m.window_closed AND busy.id IS NULL
        FOR NO KEY UPDATE OF m SKIP LOCKED),
      lanes AS (
        (SELECT first.* FROM free JOIN machine_pools p ON p.machine = free.id
         CROSS JOIN LATERAL (
           SELECT j.pool, j.rank, j.project, j.position FROM jobs j WHERE j.pool = p.pool AND j.ready
           ORDER BY j.rank, j.project, j.position LIMIT 1) first)
        UNION ALL
        SELECT next.* FROM lanes l CROSS JOIN LATERAL (
          SELECT j.pool, j.rank, j.project, j.position FROM jobs j
          WHERE j.pool = l.pool AND j.ready AND (j.rank, j.project) > (l.rank, l.project)
          ORDER BY j.rank, j.project, j.position LIMIT 1) next),
      turns AS MATERIALIZED (
        SELECT l.*, greatest(coalesce(p.pass, 0), free.virtual_time) AS turn
        FROM lanes l CROSS JOIN free
        LEFT JOIN project_passes p ON p.machine = free.id AND p.project = l.project),
      lane AS MATERIALIZED (
        SELECT turns.*, free.id AS machine, free.queue_order, free.lot FROM turns CROSS JOIN free
        ORDER BY turns.rank, turns.turn,
          CASE free.queue_order WHEN 'RANDOM' THEN random() END, turns.position LIMIT 1),
      head AS MATERIALIZED (
        SELECT taken.id FROM lane CROSS JOIN LATERAL (
          (SELECT one.id FROM (SELECT j.id FROM jobs j
           WHERE lane.queue_order = 'FIFO' AND j.ready AND j.pool = lane.pool
             AND j.rank = lane.rank AND j.project = lane.project AND j.position >= lane.position
             AND (j.latest_start IS NULL OR j.latest_start > ?)
           ORDER BY j.position LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) one)
          UNION ALL
          (SELECT one.id FROM (SELECT j.id FROM jobs j
           WHERE lane.queue_order = 'RANDOM' AND j.ready AND j.pool = lane.pool
             AND j.rank = lane.rank AND j.project = lane.project AND j.lot >= lane.lot
             AND (j.latest_start IS NULL OR j.latest_start > ?)
           ORDER BY j.lot LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) one)
          UNION ALL
          (SELECT one.id FROM (SELECT j.id FROM jobs j
           WHERE lane.queue_order = 'RANDOM' AND j.ready AND j.pool = lane.pool
             AND j.rank = lane.rank AND j.project = lane.project AND j.lot < lane.lot
             AND (j.latest_start IS NULL OR j.latest_start > ?)
           ORDER BY j.lot LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) one)
          LIMIT 1) taken),
      clock AS (
        UPDATE machines SET virtual_time = (SELECT min(turn) FROM turns)
        FROM lane WHERE machines.id = lane.machine
          AND machines.virtual_time < (SELECT min(turn) FROM turns))
      UPDATE jobs SET state = 'DISPATCHED', machine = lane.machine, attempt = attempt + 1,
        attempts_counted = attempts_counted + 1, order_id = ?, dispatched_at = ?,
        begun_at = NULL, status_due_at = NULL, error_class = NULL, message = NULL
      FROM head CROSS JOIN lane WHERE jobs.id = head.id
      RETURNING jobs.*
      """;

  /**
   * Machines that could take a job now. It goes along jobs_in_turn from the first job of a pool to
   * that of the next, so its cost grows with the pools that have work and not with the machines,
   * nor with the queue.
   */
  static final String FREE =
      """
      (WITH RECURSIVE waiting AS (
        (SELECT j.pool FROM jobs j WHERE j.ready ORDER BY j.pool LIMIT 1)
        UNION ALL
        SELECT next.pool FROM waiting w CROSS JOIN LATERAL (
          SELECT j.pool FROM jobs j WHERE j.ready AND j.pool > w.pool
          ORDER BY j.pool LIMIT 1) next)
      SELECT DISTINCT m.id FROM waiting w
      JOIN machine_pools p ON p.pool = w.pool
      JOIN machines m ON m.id = p.machine
      LEFT JOIN LATERAL (
        SELECT o.id FROM jobs o WHERE o.machine = m.id AND o.state IN ('DISPATCHED', 'ACCEPTED',
          'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED') LIMIT 1) busy ON true
      WHERE m.orders = 'ALL' AND NOT m.window_closed AND busy.id IS NULL)
      """;

  private static final int MOST_ASIDES = 20;

  /** The same for a machine in quarantine, which is given jobs of accuracy control only. */
  static final String NEXT_CONTROL = control(NEXT);

  /** Machines in quarantine that could take a job of accuracy control now. */
  static final String FREE_CONTROL = control(FREE);

  /** Both, those first that are awake. */
  static final String FREE_IN_ORDER =
      "SELECT f.id, f.control, coalesce(r.state = 'POWERING_OFF', false) AS off FROM ("
          + "SELECT id, false AS control FROM "
          + FREE
          + " a UNION ALL SELECT id, true FROM "
          + FREE_CONTROL
          + """
           c) f LEFT JOIN machine_reports r ON r.machine = f.id
          ORDER BY coalesce(r.state IN ('POWERING_OFF', 'STOPPED', 'BLOCKED', 'UNKNOWN')
            OR r.status_due_at < ?, true)
          """;

  private final Sql sql;
  private final Transactions transactions;
  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;
  private final Reservations reservations;
  private final QuotaWaits waits;

  Claim(
      Sql sql,
      Transactions transactions,
      JobStore jobs,
      JobAnnouncement announcement,
      Outbox outbox,
      Topics topics,
      Ids ids,
      InstantSource clock,
      Reservations reservations,
      QuotaWaits waits) {
    this.sql = sql;
    this.transactions = transactions;
    this.jobs = jobs;
    this.announcement = announcement;
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
    this.reservations = reservations;
    this.waits = waits;
  }

  /**
   * Machines that have no order out and a job waiting, as far as can be seen now. Those that are
   * not awake, or not known to be, come last: a job that others may take goes to others.
   */
  public List<Free> freeMachines() {
    return sql.query(
        FREE_IN_ORDER,
        row -> new Free(row.text("id"), row.truth("control"), row.truth("off")),
        clock.instant());
  }

  /** All jobs in order: those of accuracy control are few, and jobs_by_lot does not know them. */
  private static String control(String statement) {
    return statement
        .replace("m.orders = 'ALL'", "m.orders = 'CONTROL'")
        .replace("j.ready", "j.ready AND j.control")
        .replace("m.queue_order", "'FIFO' AS queue_order");
  }

  /**
   * Orders one job from a machine. Jobs whose submitter has no quota there are put aside on the
   * way, so many of them at a time that a queue full of them is soon passed.
   *
   * @return empty when it is busy, or is given none, or no job waits for it
   */
  public Optional<JobRow> next(String machine) {
    for (int asides = 0; asides < MOST_ASIDES; asides++) {
      try {
        return tryNext(machine);
      } catch (NoQuotaException e) {
        JobRow job = e.job();
        waits.putAside(
            job.id(),
            job.submitter(),
            job.standing().pool(),
            machine,
            job.definition().timeLimitSeconds());
      }
    }
    return Optional.empty();
  }

  private Optional<JobRow> tryNext(String machine) {
    try {
      return transactions.call(() -> claim(machine));
    } catch (RuntimeException e) {
      if (!DatabaseException.isDuplicate(e)) {
        throw e;
      }
      // Another claim was faster, so the machine is busy
      return Optional.empty();
    }
  }

  private Optional<JobRow> claim(String machine) {
    Instant now = clock.instant();
    Optional<JobRow> claimed = move(machine).or(() -> move(NEXT_CONTROL, machine));
    claimed.ifPresent(
        job -> {
          long seconds = job.definition().timeLimitSeconds();
          if (!reservations.reserve(job.id(), job.submitter(), machine, seconds, now)) {
            throw new NoQuotaException(job);
          }
          announcement.say(job, JobState.DISPATCHED, What.order(job.orderId()));
          outbox.command(
              topics.jobs(new MachineId(machine)),
              job.id(),
              Orders.of(job, ids.event(), clock.instant()));
        });
    return claimed;
  }

  /** Finds and moves the next job of a machine that is given all jobs; no more than that. */
  Optional<JobRow> move(String machine) {
    return move(NEXT, machine);
  }

  private Optional<JobRow> move(String statement, String machine) {
    Instant now = clock.instant();
    return sql.first(statement, jobs::row, machine, now, now, now, ids.event(), now);
  }

  /**
   * A machine that could take a job. Immutable.
   *
   * @param isControl whether it is given jobs of accuracy control only
   * @param isOff whether it said that it turns itself off
   */
  public record Free(String id, boolean isControl, boolean isOff) {}
}
