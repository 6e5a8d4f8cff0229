package io.tacet.scheduler.job;

import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler itself says of a job: into the history and, through the outbox, onto the
 * topic, in the transaction that moves the job. Thread-safe.
 */
@ApplicationScoped
public class JobAnnouncement {

  private final Ids ids;
  private final InstantSource clock;
  private final Topics topics;
  private final JobHistory history;
  private final Outbox outbox;

  JobAnnouncement(Ids ids, InstantSource clock, Topics topics, JobHistory history, Outbox outbox) {
    this.ids = ids;
    this.clock = clock;
    this.topics = topics;
    this.history = history;
    this.outbox = outbox;
  }

  /** Says that a job is in a state. The job's row must be locked by, or new in, the transaction. */
  public void say(JobRow job, JobState state, What what) {
    JobStatus status = status(job, state, what);
    history.add(status, null);
    outbox.put(topics.jobStatus(), job.id(), status);
  }

  /** Says the same of many jobs. */
  void sayAll(List<JobRow> jobs, JobState state, What what) {
    if (jobs.size() == 1) {
      say(jobs.get(0), state, what);
      return;
    }
    sayAll(jobs, state, job -> what);
  }

  /** Says something of each of many jobs. */
  public void sayAll(List<JobRow> jobs, JobState state, Function<JobRow, What> what) {
    List<JobStatus> said = jobs.stream().map(job -> status(job, state, what.apply(job))).toList();
    history.addAll(said);
    outbox.putAll(topics.jobStatus(), said, JobStatus::getJobId);
  }

  /** The status, for who sends it by another way than the outbox. */
  public JobStatus status(JobRow job, JobState state, What what) {
    return JobStatus.newBuilder()
        .setEventId(ids.event())
        .setOccurredAt(clock.instant())
        .setMachine(job.machine())
        .setJobId(job.id())
        .setAttempt(job.attempt())
        .setOrderId(what.orderId())
        .setProject(job.project())
        .setSubmitter(job.submitter())
        .setJobName(job.name())
        .setState(state)
        .setErrorClass(what.errorClass())
        .setMessage(what.message())
        .setRequestedBy(what.requestedBy())
        .build();
  }

  /**
   * What goes with a state. Immutable.
   *
   * @param orderId null: it is about the job itself
   */
  public record What(
      @Nullable String orderId,
      @Nullable ErrorClass errorClass,
      @Nullable String message,
      @Nullable String requestedBy) {

    /** Nothing more to say. */
    public static final What NOTHING = new What(null, null, null, null);

    /** A sentence. */
    public static What message(String message) {
      return new What(null, null, message, null);
    }

    /** About an order. */
    public static What order(@Nullable String orderId) {
      return new What(orderId, null, null, null);
    }
  }
}
