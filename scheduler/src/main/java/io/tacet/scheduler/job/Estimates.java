package io.tacet.scheduler.job;

import io.tacet.contract.rest.Queueing.Estimate;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guesses when a waiting job goes to a machine, each time it is asked. What is expected to go
 * before it: all of a higher priority; of the same, its project's older jobs, and of each other
 * project as many as its weight gives it meanwhile. Each is taken to need the mean machine time of
 * the machine's last finished jobs; without any, as long as this job's time limit. It does not know
 * what others will submit, hold or cancel. Thread-safe.
 */
@ApplicationScoped
class Estimates {

  private static final int LAST = 50;
  private static final int MOST_MACHINES = 20;
  private static final double MICROS = 1e6;

  private final Sql sql;
  private final JobStore jobs;
  private final InstantSource clock;

  Estimates(Sql sql, JobStore jobs, InstantSource clock) {
    this.sql = sql;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The machine that may take it first, and when; empty unless the job waits for nothing else. */
  @Nullable Estimate of(JobRow job) {
    Standing standing = job.standing();
    if (job.state() != JobState.QUEUED
        || standing.isHeld()
        || standing.waitsFor() > 0
        || standing.waitsForWindow()) {
      return null;
    }
    Instant now = clock.instant();
    return sql
        .query(
            """
            SELECT m.id, m.queue_order FROM machine_pools p JOIN machines m ON m.id = p.machine
            WHERE p.pool = ? AND m.active ORDER BY m.id LIMIT ?
            """,
            row -> new Place(row.text("id"), row.text("queue_order").equals("RANDOM")),
            standing.pool(),
            MOST_MACHINES)
        .stream()
        .map(place -> at(place, job, now))
        .min(Comparator.comparing(Estimate::startsAt))
        .orElse(null);
  }

  private Estimate at(Place place, JobRow job, Instant now) {
    History history = history(place.machine());
    Duration each =
        history.count() == 0
            ? Duration.ofSeconds(job.definition().timeLimitSeconds())
            : history.mean();
    long before = before(place, job);
    Instant free = jobs.active(place.machine()).map(busy -> freeAt(busy, each, now)).orElse(now);
    Instant starts = free.plus(each.multipliedBy(before));
    Instant pause = job.standing().notBefore();
    return new Estimate(
        (pause != null && pause.isAfter(starts) ? pause : starts).truncatedTo(ChronoUnit.SECONDS),
        place.machine(),
        before,
        history.count());
  }

  private static Instant freeAt(JobRow busy, Duration each, Instant now) {
    Instant began = busy.dispatchedAt();
    Instant ends = (began == null ? now : began).plus(each);
    return ends.isBefore(now) ? now : ends;
  }

  private History history(String machine) {
    return sql.query(
            """
            SELECT count(*) AS n, coalesce(avg(extract(epoch FROM took)), 0) * ? AS micros
            FROM (SELECT ended_at - coalesce(begun_at, dispatched_at) AS took FROM jobs
                  WHERE machine = ? AND state = 'FINISHED' ORDER BY ended_at DESC LIMIT ?) last
            """,
            row ->
                new History(
                    row.number("n"), Duration.of(row.longNumber("micros"), ChronoUnit.MICROS)),
            MICROS,
            machine,
            LAST)
        .get(0);
  }

  private long before(Place place, JobRow job) {
    List<Lane> lanes =
        sql.query(
            """
            SELECT w.project, w.rank, w.waiting, w.older, coalesce(s.weight, 1) AS weight
            FROM (SELECT j.project, j.rank, count(*) AS waiting,
                         count(*) FILTER (WHERE j.position < mine.position) AS older
                  FROM machine_pools p JOIN jobs j ON j.pool = p.pool,
                       (SELECT position, rank FROM jobs WHERE id = ?) mine
                  WHERE p.machine = ? AND j.ready AND j.rank <= mine.rank AND j.id <> ?
                  GROUP BY j.project, j.rank) w
            LEFT JOIN project_weights s ON s.project = w.project
            """,
            row ->
                new Lane(
                    row.text("project"),
                    row.number("rank"),
                    row.longNumber("waiting"),
                    row.longNumber("older"),
                    Double.parseDouble(row.text("weight"))),
            job.id(),
            place.machine(),
            job.id());
    int rank = -job.standing().priority();
    Optional<Lane> mine =
        lanes.stream()
            .filter(lane -> lane.rank() == rank && lane.project().equals(job.project()))
            .findFirst();
    long own = mine.map(lane -> place.random() ? lane.waiting() / 2 : lane.older()).orElse(0L);
    double weight = mine.map(Lane::weight).orElseGet(() -> weight(job.project()));
    long before = own;
    for (Lane lane : lanes) {
      if (lane.rank() < rank) {
        before += lane.waiting();
      } else if (!lane.project().equals(job.project())) {
        double share = (own + 1) * lane.weight() / Math.max(weight, 1 / MICROS);
        before += Math.min(lane.waiting(), (long) share);
      }
    }
    return before;
  }

  private double weight(String project) {
    return sql.first(
            "SELECT weight FROM project_weights WHERE project = ?",
            row -> Double.parseDouble(row.text("weight")),
            project)
        .orElse(1.0);
  }

  private record Place(String machine, boolean random) {}

  private record History(int count, Duration mean) {}

  private record Lane(String project, int rank, long waiting, long older, double weight) {}
}
