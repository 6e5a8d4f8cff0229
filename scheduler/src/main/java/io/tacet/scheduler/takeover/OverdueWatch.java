package io.tacet.scheduler.takeover;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.intake.ReadProgress;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.machine.MachineReports;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Ends orders whose machine has not reported in time. This service's clock only says when to look:
 * the INTERRUPTED status is sent, and committed only if the broker's time of that very record is
 * past the deadline and everything said before it is read and has not moved the deadline. And only
 * when Kafka has answered here for the whole grace: if it was away, the worker could not report
 * either, and gets that time to do so.
 */
@ApplicationScoped
public class OverdueWatch {

  private static final Logger LOG = Logger.getLogger(OverdueWatch.class);
  private static final int MOST = 100;

  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Takeover takeover;
  private final StillTrue stillTrue;
  private final OverdueNotice notice;
  private final BrokerContact contact;
  private final MachineReports reports;
  private final ReadProgress progress;
  private final InstantSource clock;
  private final SchedulerConfig config;
  private final MeterRegistry metrics;
  private final Loop loop;

  OverdueWatch(
      JobStore jobs,
      JobAnnouncement announcement,
      Takeover takeover,
      StillTrue stillTrue,
      OverdueNotice notice,
      BrokerContact contact,
      MachineReports reports,
      ReadProgress progress,
      InstantSource clock,
      SchedulerConfig config,
      MeterRegistry metrics) {
    this.jobs = jobs;
    this.announcement = announcement;
    this.takeover = takeover;
    this.stillTrue = stillTrue;
    this.notice = notice;
    this.contact = contact;
    this.reports = reports;
    this.progress = progress;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
    this.loop = new Loop("overdue", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() throws InterruptedException {
    Instant now = clock.instant();
    boolean somethingDue = !jobs.dueBefore(now, 1).isEmpty() || notice.isAnyDue(now);
    if (!progress.isReading() || !somethingDue) {
      contact.unwatched();
      return config.overdueCheck();
    }
    if (contact.heldFor(config.overdueGrace())) {
      Instant hint = now.minus(config.overdueGrace());
      for (JobRow job : jobs.dueBefore(hint, MOST)) {
        interrupt(job);
      }
      if (progress.isCaughtUp()) {
        notice.tellIdle(hint);
      }
    }
    return config.overdueCheck();
  }

  /** Ends one order, if it is true; whether it was. */
  boolean interrupt(JobRow job) throws InterruptedException {
    Instant due = job.statusDueAt();
    if (due == null) {
      return false;
    }
    Instant deadline = due.plus(config.overdueGrace());
    String message =
        "Machine %s was to report by %s and has not; the attempt counts as interrupted."
            .formatted(job.machine(), due);
    JobStatus interrupted =
        announcement.status(
            job, JobState.INTERRUPTED, new What(job.orderId(), ErrorClass.MACHINE, message, null));
    boolean tell = !reports.isOverdueTold(job.orderedFrom());
    List<ProducerRecord<byte[], byte[]>> more =
        tell ? List.of(notice.record(job.orderedFrom(), due, job.id())) : List.of();
    try {
      Takeover.Result result =
          takeover.end(interrupted, more, place -> isDue(job, due, deadline, place));
      metrics.counter("tacet.scheduler.takeovers", "result", result.name()).increment();
      LOG.warnf("job %s: machine %s was to report by %s: %s", job.id(), job.machine(), due, result);
      if (result == Takeover.Result.ENDED && tell) {
        boolean unused = reports.overdueTold(job.orderedFrom());
      }
      return result == Takeover.Result.ENDED;
    } catch (KafkaException e) {
      metrics.counter("tacet.scheduler.takeovers", "result", "FAILED").increment();
      LOG.warnf("job %s is overdue and not ended yet: %s", job.id(), e.toString());
      return false;
    }
  }

  private boolean isDue(JobRow job, Instant due, Instant deadline, RecordMetadata place)
      throws InterruptedException {
    Instant brokersTime = Instant.ofEpochMilli(place.timestamp());
    if (brokersTime.isBefore(deadline)) {
      LOG.infof(
          "job %s is not overdue by the broker's clock, which says %s", job.id(), brokersTime);
      return false;
    }
    return stillTrue.check(job, place, now -> Objects.equals(now.statusDueAt(), due));
  }
}
