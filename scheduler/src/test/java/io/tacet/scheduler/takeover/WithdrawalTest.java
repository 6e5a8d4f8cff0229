package io.tacet.scheduler.takeover;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Orders that are taken back from a machine which begins at the same moment. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WithdrawalTest {

  @Inject Kafka kafka;
  @Inject JobStore jobs;
  @Inject OrderCloser closer;

  @Test
  void aMachineThatBeginsBeforeTheWithdrawalIsCommittedKeepsItsOrder() throws InterruptedException {
    // given
    Api api = Api.admin();
    api.registerMachine("back-1");
    Worker worker = new Worker(kafka, "back-1");
    String job = api.submit("back-1", "");
    JobCommand order = worker.order(job, 1);
    JobRow dispatched = jobs.find(job).orElseThrow();
    assertThat(dispatched.state()).isEqualTo(JobState.DISPATCHED);

    // when: who withdraws has not read yet that the machine has begun
    worker.progress(order, JobState.ACCEPTED, Duration.ofMinutes(10));
    Takeover.Result result = closer.close(dispatched);

    // then
    assertThat(result).isEqualTo(Takeover.Result.NO_LONGER_TRUE);
    assertThat(api.state(job)).isEqualTo("ACCEPTED");
    assertThat(worker.outcome(order, JobState.FINISHED)).isTrue();
    await().until(() -> api.state(job).equals("FINISHED"));
    assertThat(kafka.outcomes(job)).containsExactly("1:FINISHED");
  }
}
