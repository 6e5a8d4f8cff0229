package io.tacet.contract.job;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.job.Decision.Apply;
import io.tacet.contract.job.Decision.Ignore;
import io.tacet.contract.job.Decision.Reason;
import io.tacet.schema.JobState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobLifecycleTest {

  private static final JobPosition RUNNING = new JobPosition(JobState.MEASURING, "order-2");

  @ParameterizedTest(name = "{0} may be followed by {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNKNOWN          |
          QUEUED           | DISPATCHED CANCELLED FAILED
          DISPATCHED       | ACCEPTED COOLING WARMING PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          ACCEPTED         | COOLING WARMING PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          COOLING          | WARMING PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          WARMING          | COOLING PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          PREPARING        | PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          MEASURING        | PREPARING MEASURING CANCEL_REQUESTED FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          CANCEL_REQUESTED | FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN
          INTERRUPTED      | QUEUED FAILED CANCELLED
          WITHDRAWN        | QUEUED CANCELLED
          FINISHED         |
          FAILED           |
          CANCELLED        |
          REJECTED         |
          """)
  void theTableIsTheOneWrittenHere(JobState from, String successors) {
    // given
    Set<JobState> expected = parse(successors);

    // when
    Set<JobState> legal =
        Arrays.stream(JobState.values())
            .filter(to -> JobLifecycle.isLegal(from, to))
            .collect(toCollection(() -> EnumSet.noneOf(JobState.class)));

    // then
    assertThat(legal).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(JobState.class)
  void aStateHasSuccessorsUnlessItIsAnEndOrUnknown(JobState state) {
    // when
    boolean hasSuccessor =
        Arrays.stream(JobState.values()).anyMatch(to -> JobLifecycle.isLegal(state, to));

    // then
    assertThat(hasSuccessor).isEqualTo(!JobLifecycle.isEnd(state) && state != JobState.UNKNOWN);
  }

  @Test
  void aStatusOfTheJobsOrderMovesIt() {
    // when
    Decision decision = JobLifecycle.decide(RUNNING, JobState.FINISHED, "order-2");

    // then
    assertThat(decision).isEqualTo(new Apply(JobState.FINISHED));
  }

  @Test
  void aStatusOfAnOlderOrderIsIgnored() {
    // when
    Decision decision = JobLifecycle.decide(RUNNING, JobState.INTERRUPTED, "order-1");

    // then
    assertThat(decision).isEqualTo(new Ignore(Reason.OTHER_ORDER));
  }

  @Test
  void dispatchedSeenAfterMeasuringIsIgnored() {
    // when
    Decision decision = JobLifecycle.decide(RUNNING, JobState.DISPATCHED, "order-2");

    // then
    assertThat(decision).isEqualTo(new Ignore(Reason.NOT_A_TRANSITION));
  }

  @Test
  void nothingMovesAJobThatIsOver() {
    // given
    JobPosition over = new JobPosition(JobState.CANCELLED, "order-2");

    // when
    Decision decision = JobLifecycle.decide(over, JobState.FINISHED, "order-2");

    // then
    assertThat(decision).isEqualTo(new Ignore(Reason.JOB_OVER));
  }

  @Test
  void theWorkersOutcomeBeatsACancellationThatWasOnlyRequested() {
    // given
    JobPosition requested = new JobPosition(JobState.CANCEL_REQUESTED, "order-2");

    // when
    Decision progress = JobLifecycle.decide(requested, JobState.MEASURING, "order-2");
    Decision outcome = JobLifecycle.decide(requested, JobState.FINISHED, "order-2");

    // then
    assertThat(progress).isEqualTo(new Ignore(Reason.NOT_A_TRANSITION));
    assertThat(outcome).isEqualTo(new Apply(JobState.FINISHED));
  }

  private static Set<JobState> parse(String successors) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    if (successors != null) {
      for (String name : successors.split(" ", -1)) {
        states.add(JobState.valueOf(name));
      }
    }
    return states;
  }
}
