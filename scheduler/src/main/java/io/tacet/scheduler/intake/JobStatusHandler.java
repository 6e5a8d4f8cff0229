package io.tacet.scheduler.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.job.Decision;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.scheduler.job.JobHistory;
import io.tacet.scheduler.job.JobMarks;
import io.tacet.scheduler.job.JobMoves;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Moves jobs by what their workers say. The scheduler's own words come by, too; they are in the
 * history already and change nothing.
 */
@ApplicationScoped
class JobStatusHandler {

  private static final Logger LOG = Logger.getLogger(JobStatusHandler.class);
  private static final Duration LONGEST_PROMISE = Duration.ofDays(400);

  private final JobStore jobs;
  private final JobHistory history;
  private final JobMarks marks;
  private final JobMoves moves;
  private final Freed freed;
  private final MeterRegistry metrics;

  JobStatusHandler(
      JobStore jobs,
      JobHistory history,
      JobMarks marks,
      JobMoves moves,
      Freed freed,
      MeterRegistry metrics) {
    this.jobs = jobs;
    this.history = history;
    this.marks = marks;
    this.moves = moves;
    this.freed = freed;
    this.metrics = metrics;
    // There from the start, or nobody would see the first one come
    for (Verdict verdict : Verdict.values()) {
      Counter unused = measured(verdict);
    }
  }

  /**
   * Those that are not in the history: what the scheduler said itself was there before it spoke.
   */
  List<JobStatus> fresh(List<JobStatus> statuses) {
    Set<String> known = history.known(statuses.stream().map(JobStatus::getEventId).toList());
    return statuses.stream().filter(status -> !known.contains(status.getEventId())).toList();
  }

  void handle(ConsumerRecord<byte[], byte[]> record, JobStatus status) {
    MDC.put("job", status.getJobId());
    try {
      take(record, status);
    } finally {
      MDC.remove("job");
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, JobStatus status) {
    JobRow job =
        jobs.lock(status.getJobId())
            .orElseThrow(
                () -> new UnknownSubjectException("there is no job '" + status.getJobId() + "'"));
    ofItsMachine(job, status);
    Decision decision = JobLifecycle.decide(job.position(), status.getState(), status.getOrderId());
    Decision.Reason ignored = decision instanceof Decision.Ignore ignore ? ignore.reason() : null;
    if (!history.add(status, ignored)) {
      return;
    }
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (ignored == null) {
      apply(job, status, at);
    } else {
      LOG.infof(
          "job %s: %s of attempt %d is ignored (%s), it is %s",
          job.id(), status.getState(), status.getAttempt(), ignored, job.state());
      metrics.counter("tacet.scheduler.status.ignored", "reason", ignored.name()).increment();
    }
    if (promises(job, status)) {
      marks.due(job, due(status.getNextStatusWithinMicros(), at));
    }
  }

  /** Who knows an order's id but was not given the order is not the one to tell of it. */
  private static void ofItsMachine(JobRow job, JobStatus status) {
    String order = status.getOrderId();
    if (order != null
        && order.equals(job.orderId())
        && status.getMachine() != null
        && !status.getMachine().equals(job.machine())) {
      throw new UnknownSubjectException(
          "order %s was given to machine %s, not to '%s'"
              .formatted(order, job.machine(), status.getMachine().replaceAll("\\p{Cntrl}", "?")));
    }
  }

  private Counter measured(Verdict verdict) {
    return metrics.counter("tacet.scheduler.measurements", "verdict", verdict.name());
  }

  private void apply(JobRow job, JobStatus status, Instant at) {
    if (JobLifecycle.isOutcome(status.getState()) && status.getOrderId() != null) {
      moves.outcome(job, status, at);
      freed.add(job.orderedFrom());
      if (status.getVerdict() != null) {
        measured(status.getVerdict()).increment();
      }
    } else if (JobLifecycle.isEnd(status.getState())) {
      moves.replay(job, status, at);
    } else {
      moves.progress(job, status, at);
    }
    marks.name(job, status.getJobName());
    LOG.infof("job %s is %s (attempt %d)", job.id(), status.getState(), status.getAttempt());
    metrics
        .counter("tacet.scheduler.status.applied", "state", status.getState().name())
        .increment();
  }

  /**
   * Whether the status says when the next one comes. One that moves nothing can: after a cancel was
   * asked for, the worker's progress is still the sign that it lives.
   */
  private static boolean promises(JobRow job, JobStatus status) {
    return status.getNextStatusWithinMicros() != null
        && status.getOrderId() != null
        && status.getOrderId().equals(job.orderId())
        && JobLifecycle.isActive(job.state())
        && JobLifecycle.isActive(status.getState());
  }

  private static @Nullable Instant due(@Nullable Long withinMicros, Instant at) {
    if (withinMicros == null) {
      return null;
    }
    long micros = Math.max(0, Math.min(withinMicros, LONGEST_PROMISE.toSeconds() * 1_000_000));
    return at.plus(micros, ChronoUnit.MICROS);
  }
}
