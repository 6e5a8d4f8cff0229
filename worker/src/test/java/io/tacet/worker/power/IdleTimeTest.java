package io.tacet.worker.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleTimeTest {

  private long now = Long.MAX_VALUE - 5; // a monotonic clock may begin anywhere
  private final IdleTime idle =
      new IdleTime(
          new PowerSettings(
              Duration.ofMinutes(10),
              List.of("true"),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15)),
          () -> now);

  @Test
  void it_is_time_when_there_was_nothing_to_do_for_so_long() {
    assertThat(idle.left()).contains(Duration.ofMinutes(10));
    pass(Duration.ofMinutes(9));
    assertThat(idle.left()).contains(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(idle.left()).isEmpty();
  }

  @Test
  void something_to_do_begins_it_again() {
    pass(Duration.ofMinutes(9));
    idle.again();
    assertThat(idle.left()).contains(Duration.ofMinutes(10));
  }

  @Test
  void after_each_failure_the_wait_is_twice_as_long_up_to_the_longest() {
    assertThat(idle.failed()).isEqualTo(Duration.ofMinutes(5));
    assertThat(idle.left()).contains(Duration.ofMinutes(5));
    assertThat(idle.failed()).isEqualTo(Duration.ofMinutes(10));
    assertThat(idle.failed()).isEqualTo(Duration.ofMinutes(15));
    assertThat(idle.failed()).isEqualTo(Duration.ofMinutes(15));
    idle.again();
    assertThat(idle.failed()).isEqualTo(Duration.ofMinutes(5));
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
