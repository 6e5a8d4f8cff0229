package io.tacet.scheduler.takeover;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.scheduler.intake.ReadProgress;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a job is still as it was, seen from a place on the topic: everything said of it before
 * that place is read first. A job's statuses are all in one partition, and an open transaction
 * holds readers back exactly there, so this is the whole truth and not a race. Thread-safe.
 */
@ApplicationScoped
class StillTrue {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final ReadProgress progress;
  private final JobStore jobs;

  StillTrue(ReadProgress progress, JobStore jobs) {
    this.progress = progress;
    this.jobs = jobs;
  }

  /**
   * Looks again.
   *
   * @return false also when the topic was not read so far in time
   */
  boolean check(JobRow before, RecordMetadata place, Predicate<JobRow> condition)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    return progress.await(partition, place.offset(), LONGEST)
        && jobs.find(before.id())
            .filter(now -> Objects.equals(now.orderId(), before.orderId()))
            .filter(now -> JobLifecycle.isActive(now.state()))
            .filter(condition)
            .isPresent();
  }
}
