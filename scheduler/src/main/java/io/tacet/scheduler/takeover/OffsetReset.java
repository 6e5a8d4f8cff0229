package io.tacet.scheduler.takeover;

import io.tacet.contract.machine.MachineId;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.kafka.Offsets;
import io.tacet.scheduler.machine.MachineTopic;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sets the offset of a machine's group on an operator's word. An order that is out and would be
 * skipped by that ends as INTERRUPTED in the same transaction: no order ends without an outcome.
 * Thread-safe.
 */
@ApplicationScoped
public class OffsetReset {

  private static final Logger LOG = Logger.getLogger(OffsetReset.class);

  private final Takeover takeover;
  private final OrderSearch search;
  private final StillTrue stillTrue;
  private final Offsets offsets;
  private final MachineTopic topic;
  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Outbox outbox;

  OffsetReset(
      Takeover takeover,
      OrderSearch search,
      StillTrue stillTrue,
      Offsets offsets,
      MachineTopic topic,
      JobStore jobs,
      JobAnnouncement announcement,
      Outbox outbox) {
    this.takeover = takeover;
    this.search = search;
    this.stillTrue = stillTrue;
    this.offsets = offsets;
    this.topic = topic;
    this.jobs = jobs;
    this.announcement = announcement;
    this.outbox = outbox;
  }

  /**
   * Sets it.
   *
   * @throws ProblemException 400 for an offset that is not on the topic, 409 while an order is on
   *     its way, 503 without Kafka
   */
  public void reset(MachineId machine, long offset, String user) {
    try {
      set(machine, offset, user);
      LOG.warnf("%s set the offset of machine %s to %d", user, machine, offset);
    } catch (KafkaException e) {
      throw ProblemException.unavailable(
          "Kafka does not answer, or the worker was at work; try again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("The service is stopping.", e);
    }
  }

  private void set(MachineId machine, long offset, String user) throws InterruptedException {
    TopicPartition partition = topic.partition(machine);
    FieldErrors errors = new FieldErrors();
    long start = offsets.start(partition);
    long end = offsets.end(partition);
    errors.require(
        offset >= start && offset <= end,
        "offset",
        "must be from " + start + " to " + end + ", which is what the topic holds");
    errors.throwIfAny();
    Optional<JobRow> active = jobs.active(machine.value());
    if (active.isPresent() && outbox.holds(partition.topic(), active.get().id())) {
      throw ProblemException.conflict("An order is on its way to this machine; try again.");
    }
    try (Takeover.MachineProducer producer = takeover.open(machine)) {
      if (active.isEmpty() || isAhead(machine, offset, active.get())) {
        producer.commitOffset(offset);
        return;
      }
      JobRow job = active.get();
      Takeover.Result result =
          producer.commit(
              interrupted(job, user),
              List.of(),
              place -> stillTrue.check(job, place, now -> true),
              offset);
      if (result != Takeover.Result.ENDED) {
        throw ProblemException.conflict(
            "The order of job " + job.id() + " ended meanwhile; look again.");
      }
    }
  }

  private boolean isAhead(MachineId machine, long offset, JobRow job) {
    return search.find(machine, offset, Objects.requireNonNull(job.orderId())).isPresent();
  }

  private JobStatus interrupted(JobRow job, String user) {
    return announcement.status(
        job,
        JobState.INTERRUPTED,
        new What(
            job.orderId(),
            ErrorClass.INFRASTRUCTURE,
            "The offset of machine " + job.machine() + " was reset past this order by " + user,
            user));
  }
}
