package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopStateTest {

  @Test
  void a_job_passes_through_all_steps() {
    // given
    Progress progress = new Progress();

    // when
    for (LoopState next :
        new LoopState[] {
          LoopState.RECOVERING,
          LoopState.IDLE,
          LoopState.TAKING,
          LoopState.GATING,
          LoopState.PREPARING,
          LoopState.MEASURING,
          LoopState.SETTLING,
          LoopState.REPORTING,
          LoopState.CLEANING,
          LoopState.RESTING,
          LoopState.IDLE
        }) {
      progress.enter(next);
    }

    // then
    assertThat(progress.state()).isEqualTo(LoopState.IDLE);
  }

  @Test
  void an_order_that_is_ended_in_the_gate_is_left() {
    assertThat(LoopState.IDLE.mayFollow(LoopState.GATING)).isTrue();
    assertThat(LoopState.IDLE.mayFollow(LoopState.PREPARING)).isFalse();
  }

  @Test
  void a_measurement_is_not_reported_before_it_is_spooled() {
    // given
    Progress progress = new Progress();
    progress.enter(LoopState.RECOVERING);

    // when, then
    assertThatThrownBy(() -> progress.enter(LoopState.MEASURING))
        .hasMessage("MEASURING may not follow RECOVERING");
    assertThat(LoopState.REPORTING.mayFollow(LoopState.MEASURING)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(LoopState.class)
  void the_worker_may_stop_in_any_state_and_does_nothing_after(LoopState state) {
    assertThat(LoopState.STOPPED.mayFollow(state)).isTrue();
    assertThat(Arrays.stream(LoopState.values()).filter(next -> next.mayFollow(LoopState.STOPPED)))
        .containsExactly(LoopState.STOPPED);
  }
}
