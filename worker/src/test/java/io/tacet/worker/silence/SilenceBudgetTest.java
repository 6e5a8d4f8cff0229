package io.tacet.worker.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.schema.SilenceRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceBudgetTest {

  /** 2 % and 3 % of a CPU, 200 switches per second, 1 % of deadlines, 100 packets per second. */
  private static final SilenceBudget BUDGET = new SilenceBudget(0.02, 0.03, 200, 0.01, 100);

  private static final long DEADLINES = 1000;

  @Test
  void exactly_what_is_allowed_is_no_reason() {
    // given: of 10 s; two ticks more of foreign time may be an error of counting
    SilenceRecord seen = silence(10_000_000);
    seen.setForeignCpuMicros(200_000 + 20_000);
    seen.setWorkerCpuMicros(300_000);
    seen.setWorkerContextSwitches(2_000);
    seen.setMissedDeadlines(10);
    seen.setForeignPackets(1_000);

    // when, then
    assertThat(BUDGET.reasons(seen, DEADLINES)).isEmpty();
  }

  @Test
  void one_socket_is_too_many() {
    SilenceRecord seen = silence(10_000_000);
    seen.setWorkerSockets(1);
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly("The worker held 1 sockets; it must hold none.");
  }

  @Test
  void other_processes_may_use_so_much() {
    // given: 2.1 % of 10 s, and two ticks
    SilenceRecord seen = silence(10_000_000);
    seen.setForeignCpuMicros(210_000 + 20_000);

    // when, then
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly("Other processes used 2.1 % of one CPU; 2.0 % are allowed.");
  }

  @Test
  void the_worker_may_use_so_much() {
    SilenceRecord seen = silence(10_000_000);
    seen.setWorkerCpuMicros(310_000);
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly("The worker used 3.1 % of one CPU; 3.0 % are allowed.");
  }

  @Test
  void the_worker_may_wake_up_so_often() {
    SilenceRecord seen = silence(10_000_000);
    seen.setWorkerContextSwitches(2_001);
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly(
            "The worker's threads switched 200.1 times per second; 200.0 are allowed.");
  }

  @Test
  void so_many_deadlines_may_be_missed() {
    SilenceRecord seen = silence(10_000_000);
    seen.setMissedDeadlines(11);
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly("11 of 1000 sampling deadlines were missed; 1.0 % may be.");
  }

  @Test
  void so_many_packets_may_be_seen() {
    SilenceRecord seen = silence(10_000_000);
    seen.setForeignPackets(1_500);
    assertThat(BUDGET.reasons(seen, DEADLINES))
        .containsExactly(
            "150.0 packets per second were seen that cannot be told to be the job's;"
                + " 100.0 are allowed.");
  }

  @Test
  void all_reasons_are_told() {
    SilenceRecord seen = silence(1_000_000);
    seen.setWorkerSockets(2);
    seen.setForeignCpuMicros(1_000_000);
    seen.setWorkerCpuMicros(1_000_000);
    seen.setWorkerContextSwitches(1_000);
    seen.setMissedDeadlines(DEADLINES);
    seen.setForeignPackets(1_000);
    assertThat(BUDGET.reasons(seen, DEADLINES)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void one_event_in_a_short_window_is_no_disturbance() {
    // given: 10 ms, in which 100 packets came: 10000 per second
    SilenceRecord seen = silence(10_000);
    seen.setForeignPackets(100);
    seen.setForeignCpuMicros(40_000);
    seen.setWorkerCpuMicros(30_000);
    seen.setWorkerContextSwitches(200);

    // when, then
    assertThat(BUDGET.reasons(seen, DEADLINES)).isEmpty();

    // when: one packet more than a second may have
    seen.setForeignPackets(101);

    // then
    assertThat(BUDGET.reasons(seen, DEADLINES)).hasSize(1);
  }

  @Test
  void a_window_without_deadlines_missed_none() {
    assertThat(BUDGET.reasons(silence(1_000), 0)).isEmpty();
  }

  @Test
  void a_budget_of_nothing_allows_nothing_but_what_the_clock_cannot_tell() {
    // given
    SilenceBudget strict = new SilenceBudget(0, 0, 0, 0, 0);
    SilenceRecord seen = silence(10_000_000);
    seen.setForeignCpuMicros(20_000);

    // when, then
    assertThat(strict.reasons(seen, DEADLINES)).isEmpty();
    seen.setForeignCpuMicros(20_001);
    seen.setWorkerCpuMicros(1);
    seen.setWorkerContextSwitches(1);
    seen.setMissedDeadlines(1);
    seen.setForeignPackets(1);
    assertThat(strict.reasons(seen, DEADLINES)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.001})
  void what_would_allow_everything_or_nothing_is_refused_by_name(double wrong) {
    assertThatThrownBy(() -> new SilenceBudget(wrong, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("foreign-cpu-share");
    assertThatThrownBy(() -> new SilenceBudget(0, wrong, 0, 0, 0))
        .hasMessageContaining("worker-cpu-share");
    assertThatThrownBy(() -> new SilenceBudget(0, 0, wrong, 0, 0))
        .hasMessageContaining("worker-context-switches-per-second");
    assertThatThrownBy(() -> new SilenceBudget(0, 0, 0, wrong, 0))
        .hasMessageContaining("missed-deadline-share");
    assertThatThrownBy(() -> new SilenceBudget(0, 0, 0, 0, wrong))
        .hasMessageContaining("foreign-packets-per-second");
  }

  private static SilenceRecord silence(long micros) {
    return SilenceRecord.newBuilder()
        .setRepeat(1)
        .setStartedAt(Instant.EPOCH)
        .setDurationMicros(micros)
        .setWorkerSockets(0)
        .setWorkerCpuMicros(0)
        .setWorkerContextSwitches(0)
        .setMissedDeadlines(0)
        .setForeignPackets(0)
        .setForeignCpuMicros(0)
        .build();
  }
}
