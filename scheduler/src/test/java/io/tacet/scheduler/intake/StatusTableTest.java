package io.tacet.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.job.Decision;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.job.JobPosition;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every state a job can be in, and every status that may come then, on the real database. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StatusTableTest {

  private static final String ORDER = "order-of-the-table";
  private static final String JOB = "status-table";

  @Inject JobStatusHandler handler;
  @Inject JobStore jobs;
  @Inject Sql sql;
  @Inject Transactions transactions;

  @Test
  void everyStatusInEveryStateMovesTheJobAsTheTableSaysAndOnlyOnce() {
    // given
    Api.admin().registerMachine("status-table");
    List<String> wrong = new ArrayList<>();
    int cases = 0;

    // when
    for (JobState from : JobState.values()) {
      for (JobState status : JobState.values()) {
        for (Writer writer : Writer.values()) {
          cases++;
          check(from, status, writer, wrong);
        }
      }
    }

    // then
    assertThat(cases).isEqualTo(15 * 15 * 3);
    assertThat(wrong).isEmpty();
  }

  private void check(JobState from, JobState said, Writer writer, List<String> wrong) {
    try {
      transactions.run(
          () -> {
            insert(from);
            JobStatus status = status(said, writer.order());
            handle(status);
            JobRow once = jobs.find(JOB).orElseThrow();
            handle(status);
            JobRow twice = jobs.find(JOB).orElseThrow();
            handle(status(said, writer.order()));
            JobRow again = jobs.find(JOB).orElseThrow();
            String name = from + " + " + said + " of " + writer;
            if (once.state() != expected(from, said, writer)) {
              wrong.add(name + " = " + once.state());
            }
            if (!twice.equals(once)) {
              wrong.add(name + ", the same event twice: " + once + " became " + twice);
            }
            if (JobLifecycle.isEnd(once.state()) && !again.equals(once)) {
              wrong.add(name + ", after its end: " + once + " became " + again);
            }
            throw new UndoneException();
          });
    } catch (UndoneException e) {
      assertThat(jobs.find(JOB)).isEmpty();
    }
  }

  private static JobState expected(JobState from, JobState said, Writer writer) {
    Decision decision = JobLifecycle.decide(new JobPosition(from, ORDER), said, writer.order());
    if (decision instanceof Decision.Ignore) {
      return from;
    }
    boolean worker = writer != Writer.SCHEDULER;
    if (worker && (said == JobState.INTERRUPTED || said == JobState.WITHDRAWN)) {
      return from == JobState.CANCEL_REQUESTED ? JobState.CANCELLED : JobState.QUEUED;
    }
    return said;
  }

  private void handle(JobStatus status) {
    handler.handle(new ConsumerRecord<>("job-status", 0, 0, new byte[0], new byte[0]), status);
  }

  private void insert(JobState state) {
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, pool, state, attempt,
                          attempts_counted, max_attempts, order_id, definition, submitted_at,
                          dispatched_at)
        VALUES (?, 'table', 'default', 'admin', 'status-table', 'status-table', ?, 1, 1, 3, ?,
          '{"named": true, "command": ["true"], "variables": {}, "timeLimitSeconds": 60,
            "interruptible": true}', ?, ?)
        """,
        JOB,
        state.name(),
        ORDER,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static JobStatus status(JobState state, @Nullable String order) {
    return JobStatus.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.EPOCH)
        .setMachine("status-table")
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(order)
        .setProject("default")
        .setSubmitter("admin")
        .setState(state)
        .setErrorClass(ErrorClass.MACHINE)
        .setNextStatusWithinMicros(1_000_000L)
        .build();
  }

  private enum Writer {
    /** The worker, or who ends the order in its place. */
    ITS_ORDER,
    /** A worker with an order that was the job's once. */
    OTHER_ORDER,
    /** The scheduler, of the job itself. */
    SCHEDULER;

    @Nullable String order() {
      return switch (this) {
        case ITS_ORDER -> ORDER;
        case OTHER_ORDER -> "another-order";
        case SCHEDULER -> null;
      };
    }
  }

  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
