package io.tacet.scheduler.takeover;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.intake.ReadProgress;
import io.tacet.scheduler.job.CancelWake;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.UnsentOrder;
import io.tacet.scheduler.wake.Loop;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Ends orders in their machines' place: those of cancelled jobs whose workers are not asked, and
 * those that are withdrawn, if the machine has not begun. The list of what is to be done is the
 * database's, so a restart forgets nothing.
 */
@ApplicationScoped
public class OrderCloser {

  private static final Logger LOG = Logger.getLogger(OrderCloser.class);
  private static final int MOST = 100;
  private static final Duration SOON = Duration.ofMillis(50);

  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Takeover takeover;
  private final StillTrue stillTrue;
  private final UnsentOrder unsent;
  private final ReadProgress progress;
  private final SchedulerConfig config;
  private final MeterRegistry metrics;
  private final LoggedTries tries;
  private final Loop loop;

  OrderCloser(
      JobStore jobs,
      JobAnnouncement announcement,
      Takeover takeover,
      StillTrue stillTrue,
      UnsentOrder unsent,
      ReadProgress progress,
      SchedulerConfig config,
      MeterRegistry metrics,
      CancelWake wake,
      InstantSource clock) {
    this.jobs = jobs;
    this.announcement = announcement;
    this.takeover = takeover;
    this.stillTrue = stillTrue;
    this.unsent = unsent;
    this.progress = progress;
    this.config = config;
    this.metrics = metrics;
    this.tries = new LoggedTries(clock);
    this.loop = new Loop("order-closer", this::turn, wake.signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() throws InterruptedException {
    if (!progress.isReading()) {
      return config.relayPoll();
    }
    boolean soon = false;
    List<JobRow> closing = jobs.closing(MOST);
    tries.keep(closing.stream().map(JobRow::id).toList());
    for (JobRow job : closing) {
      Takeover.Result result = close(job);
      soon |= result == Takeover.Result.NOT_YET_SENT;
    }
    return soon ? SOON : config.relayPoll();
  }

  private static boolean hasNotBegun(JobRow job) {
    return job.state() == JobState.DISPATCHED || job.state() == JobState.CANCEL_REQUESTED;
  }

  /** Tries to end one order. */
  Takeover.Result close(JobRow job) throws InterruptedException {
    boolean cancelled = job.state() == JobState.CANCEL_REQUESTED;
    JobState state = cancelled ? JobState.CANCELLED : JobState.WITHDRAWN;
    String by = cancelled ? job.cancelledBy() : job.standing().heldBy();
    JobStatus outcome =
        announcement.status(job, state, new What(job.orderId(), null, job.message(), by));
    try {
      Takeover.Result result =
          takeover.end(
              outcome,
              List.of(),
              place -> cancelled || stillTrue.check(job, place, OrderCloser::hasNotBegun));
      if (result == Takeover.Result.NOT_YET_SENT && unsent.end(outcome)) {
        result = Takeover.Result.ENDED;
      }
      if (tries.isNews(job.id(), state + " " + result)) {
        LOG.infof("job %s is %s in place of %s: %s", job.id(), state, job.machine(), result);
      }
      metrics.counter("tacet.scheduler.takeovers", "result", result.name()).increment();
      return result;
    } catch (KafkaException e) {
      // One machine's trouble must not keep the others waiting
      metrics.counter("tacet.scheduler.takeovers", "result", "FAILED").increment();
      String reason = KafkaRefusal.named(e);
      if (tries.isNews(job.id(), state + " " + reason)) {
        LOG.warnf("job %s is not %s yet: %s", job.id(), state, reason);
      }
      return Takeover.Result.NO_LONGER_TRUE;
    }
  }
}
