package io.tacet.scheduler.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.QueueConfig;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Does what time alone brings about: pauses end, latest starts pass, idempotency keys are
 * forgotten. Any number of these may run side by side.
 */
@ApplicationScoped
public class QueueKeeper {

  private static final Logger LOG = Logger.getLogger(QueueKeeper.class);
  private static final int MOST = 100;

  private final Sql sql;
  private final Transactions transactions;
  private final JobStore jobs;
  private final JobMarks marks;
  private final JobMoves moves;
  private final SubmissionKeys keys;
  private final WindowWaits windows;
  private final Dispatcher dispatcher;
  private final CancelWake closer;
  private final InstantSource clock;
  private final QueueConfig config;
  private final Loop loop;

  QueueKeeper(
      Sql sql,
      Transactions transactions,
      JobStore jobs,
      JobMarks marks,
      JobMoves moves,
      SubmissionKeys keys,
      WindowWaits windows,
      Dispatcher dispatcher,
      CancelWake closer,
      InstantSource clock,
      QueueConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.sql = sql;
    this.transactions = transactions;
    this.jobs = jobs;
    this.marks = marks;
    this.moves = moves;
    this.keys = keys;
    this.windows = windows;
    this.dispatcher = dispatcher;
    this.closer = closer;
    this.clock = clock;
    this.config = config;
    this.loop = new Loop("queue-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    Instant now = clock.instant();
    boolean moved = windows.endPauses(now) > 0;
    for (String job : late(now)) {
      endLate(job, now);
      moved = true;
    }
    keys.forgetBefore(now.minus(config.keysKept()));
    if (moved) {
      dispatcher.wake();
      closer.wake();
    }
    return config.check();
  }

  private List<String> late(Instant now) {
    return sql.query(
        """
        SELECT id FROM jobs
        WHERE latest_start <= ? AND state IN ('QUEUED', 'DISPATCHED') AND NOT closing
        ORDER BY latest_start LIMIT ?
        """,
        row -> row.text("id"),
        now,
        MOST);
  }

  private void endLate(String id, Instant now) {
    transactions.run(
        () -> {
          JobRow job = jobs.lock(id).orElseThrow(() -> new IllegalStateException(id));
          String sentence =
              "It had not begun by its latest start, " + job.standing().latestStart() + ".";
          if (job.state() == JobState.QUEUED) {
            moves.end(
                job,
                JobState.FAILED,
                new What(null, ErrorClass.INFRASTRUCTURE, sentence, null),
                now);
            LOG.infof("job %s fails: %s", id, sentence);
          } else if (job.state() == JobState.DISPATCHED) {
            marks.withdraw(job, sentence);
          }
        });
  }
}
