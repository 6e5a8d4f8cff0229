package io.tacet.scheduler.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.job.Decision;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.job.JobPosition;
import io.tacet.schema.JobState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table, written down a second time: every pair of states, with every kind of order. */
class JobTransitionsTest {

  private static final String OUT =
      "FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN CANCEL_REQUESTED";

  private static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("UNKNOWN", ""),
          Map.entry("QUEUED", "DISPATCHED CANCELLED FAILED"),
          Map.entry("DISPATCHED", "ACCEPTED COOLING WARMING PREPARING MEASURING " + OUT),
          Map.entry("ACCEPTED", "COOLING WARMING PREPARING MEASURING " + OUT),
          Map.entry("COOLING", "WARMING PREPARING MEASURING " + OUT),
          Map.entry("WARMING", "COOLING PREPARING MEASURING " + OUT),
          Map.entry("PREPARING", "PREPARING MEASURING " + OUT),
          Map.entry("MEASURING", "PREPARING MEASURING " + OUT),
          Map.entry("CANCEL_REQUESTED", "FINISHED FAILED INTERRUPTED CANCELLED WITHDRAWN"),
          Map.entry("INTERRUPTED", "QUEUED FAILED CANCELLED"),
          Map.entry("WITHDRAWN", "QUEUED CANCELLED"),
          Map.entry("FINISHED", ""),
          Map.entry("FAILED", ""),
          Map.entry("CANCELLED", ""),
          Map.entry("REJECTED", ""));

  static Stream<Arguments> pairs() {
    return Arrays.stream(JobState.values())
        .flatMap(
            from ->
                Arrays.stream(JobState.values())
                    .map(to -> Arguments.of(from, to, next(from).contains(to))));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("pairs")
  void everyPairIsDecidedAsTheTableSays(JobState from, JobState to, boolean legal) {
    // when
    JobPosition position = new JobPosition(from, "this");
    Decision own = JobLifecycle.decide(position, to, "this");
    Decision aboutTheJob = JobLifecycle.decide(position, to, null);
    Decision other = JobLifecycle.decide(position, to, "other");

    // then
    boolean over =
        EnumSet.of(JobState.FINISHED, JobState.FAILED, JobState.CANCELLED, JobState.REJECTED)
            .contains(from);
    Decision expected =
        legal
            ? new Decision.Apply(to)
            : new Decision.Ignore(
                over ? Decision.Reason.JOB_OVER : Decision.Reason.NOT_A_TRANSITION);
    assertThat(own).isEqualTo(expected);
    assertThat(aboutTheJob).isEqualTo(expected);
    assertThat(other)
        .isEqualTo(
            new Decision.Ignore(over ? Decision.Reason.JOB_OVER : Decision.Reason.OTHER_ORDER));
  }

  private static Set<JobState> next(JobState from) {
    String names = TABLE.getOrDefault(from.name(), "");
    return names.isEmpty()
        ? Set.of()
        : Arrays.stream(names.split(" ", -1)).map(JobState::valueOf).collect(Collectors.toSet());
  }
}
