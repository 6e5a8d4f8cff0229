package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.LostAnswerException;
import io.tacet.schema.JobState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scheduler may die between its database and Kafka, on either side. */
class SchedulerCrashIT extends InstallationTest {

  private static final String KEY = "once-whoever-dies";

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {"SCHEDULER_DISPATCHED", "SCHEDULER_RELAYED"})
  void anOrderRunsOnceWhereverTheSchedulerDied(FaultPoint point) {
    // given
    ChildProcess first = tacet.startScheduler();
    String machine = tacet.machine("m");
    tacet.api().register(machine);
    await()
        .atMost(LIMIT)
        .until(() -> !tacet.reader().records(tacet.topics().directory()).isEmpty());
    first.stop(LIMIT);
    ChildProcess scheduler = tacet.startScheduler(point);

    // when
    SubmitJob submitted = Jobs.command(machine, "true");
    try {
      Job unused = tacet.api().submit(submitted, KEY);
    } catch (LostAnswerException e) {
      await("it died before it could answer").atMost(LIMIT).until(() -> !scheduler.isAlive());
    }
    await().atMost(LIMIT).until(() -> !scheduler.isAlive());
    assertThat(scheduler.onExit().join()).isEqualTo(FaultPoint.EXIT_STATUS);
    tacet.startScheduler();
    Job job = tacet.api().submit(submitted, KEY);
    tacet.startWorker(machine);
    Job ended = awaitEnd(job.id());
    Job next = tacet.api().submit(Jobs.command(machine, "true"));
    awaitEnd(next.id());

    // then
    assertThat(ended.state()).isEqualTo(JobState.FINISHED.name());
    assertThat(ended.attempt()).isEqualTo(1);
    assertOneOutcomePerAttempt(job.id());
    assertThat(orders(job, machine)).as("orders on the machine's topic").isLessThanOrEqualTo(1);
  }

  /** Orders of the job that are still on the topic; it is trimmed behind the worker. */
  private long orders(Job job, String machine) {
    return tacet
        .reader()
        .eventsOf(tacet.topics().jobs(new io.tacet.contract.machine.MachineId(machine)), job.id())
        .size();
  }
}
