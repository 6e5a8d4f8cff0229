package io.tacet.scheduler.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedTriesTest {

  private Instant now = Instant.EPOCH;
  private final LoggedTries tries = new LoggedTries(() -> now);

  @Test
  void an_order_that_waits_is_logged_once_and_then_once_a_minute() {
    assertThat(tries.isNews("job-1", "NOT_YET_SENT")).isTrue();
    now = now.plus(Duration.ofMillis(50));
    assertThat(tries.isNews("job-1", "NOT_YET_SENT")).isFalse();
    assertThat(tries.isNews("job-2", "NOT_YET_SENT")).isTrue();
    now = now.plus(LoggedTries.AGAIN);
    assertThat(tries.isNews("job-1", "NOT_YET_SENT")).isTrue();
    assertThat(tries.isNews("job-1", "NOT_YET_SENT")).isFalse();
  }

  @Test
  void another_end_is_logged_at_once() {
    assertThat(tries.isNews("job-1", "NOT_YET_SENT")).isTrue();
    assertThat(tries.isNews("job-1", "ENDED")).isTrue();
  }

  @Test
  void a_job_that_is_no_longer_to_be_ended_is_forgotten() {
    // given
    assertThat(tries.isNews("job-1", "NO_LONGER_TRUE")).isTrue();
    assertThat(tries.isNews("job-2", "NO_LONGER_TRUE")).isTrue();

    // when
    tries.keep(List.of("job-2"));

    // then
    assertThat(tries.isNews("job-1", "NO_LONGER_TRUE")).isTrue();
    assertThat(tries.isNews("job-2", "NO_LONGER_TRUE")).isFalse();
  }
}
