package io.tacet.scheduler.job;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait for a start window to open. While it is closed their {@code not_before} is the
 * time they start anyway, or infinity, so that they are not ready and the claim does not see them.
 *
 * <pre>{@code
 * ready ── it closes ──▶ waits ── it opens, or the wait is over ──▶ ready
 * pause before another attempt ── the pause ends, it is closed ──▶ waits
 * }</pre>
 *
 * Said again and again, so that a job that came while a window was changing is found the next time.
 * Thread-safe.
 */
@ApplicationScoped
public class WindowWaits {

  private final Sql sql;
  private final InstantSource clock;

  WindowWaits(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Lets new jobs wait for what they name, in the transaction that has put them in. */
  void apply(List<String> ids, List<CheckedJob> jobs) {
    Map<Wait, List<String>> waits = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      SubmitJob body = jobs.get(i).body();
      if (body.startWindow() != null) {
        Wait wait = new Wait(body.startWindow(), body.windowWaitSeconds());
        waits.computeIfAbsent(wait, one -> new ArrayList<>()).add(ids.get(i));
      }
    }
    waits.forEach(this::apply);
  }

  private void apply(Wait wait, List<String> ids) {
    Instant anyway = wait.seconds() == null ? null : clock.instant().plusSeconds(wait.seconds());
    sql.update(
        """
        UPDATE jobs SET start_window = w.id, starts_anyway_at = ?::timestamptz,
          window_wait = NOT w.is_open,
          not_before = CASE WHEN NOT w.is_open THEN coalesce(?::timestamptz, 'infinity') END
        FROM start_windows w WHERE w.id = ? AND jobs.id = ANY (?)
        """,
        anyway,
        anyway,
        wait.window(),
        ids.toArray(String[]::new));
  }

  /** A window is open; how many jobs need wait no longer. */
  public int open(String window) {
    return sql.update(
        """
        UPDATE jobs SET not_before = NULL, window_wait = false WHERE id IN (
          SELECT id FROM jobs WHERE start_window = ? AND state = 'QUEUED' AND window_wait
          FOR NO KEY UPDATE SKIP LOCKED)
        """,
        window);
  }

  /** A window is closed; how many jobs wait for it now that did not. */
  public int close(String window, Instant now) {
    return sql.update(
        """
        UPDATE jobs SET not_before = coalesce(starts_anyway_at, 'infinity'), window_wait = true
        WHERE id IN (
          SELECT id FROM jobs WHERE start_window = ? AND state = 'QUEUED'
            AND not_before IS NULL AND (starts_anyway_at IS NULL OR starts_anyway_at > ?)
          FOR NO KEY UPDATE SKIP LOCKED)
        """,
        window,
        now);
  }

  /** Pauses that are over end, but not in a wait for a window that is closed. */
  int endPauses(Instant now) {
    return sql.update(
        """
        UPDATE jobs SET window_wait = due.waits,
          not_before = CASE WHEN due.waits THEN coalesce(jobs.starts_anyway_at, 'infinity') END
        FROM (SELECT j.id, w.id IS NOT NULL AND NOT w.is_open
                AND (j.starts_anyway_at IS NULL OR j.starts_anyway_at > ?) AS waits
              FROM jobs j LEFT JOIN start_windows w ON w.id = j.start_window
              WHERE j.not_before <= ? FOR NO KEY UPDATE OF j SKIP LOCKED) due
        WHERE jobs.id = due.id
        """,
        now,
        now);
  }

  private record Wait(String window, @Nullable Long seconds) {}
}
