package io.tacet.scheduler.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.scheduler.config.QueueConfig;
import io.tacet.schema.ErrorClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses between attempts. */
class RetryPauseTest {

  private final RetryPause pause =
      new RetryPause(
          new QueueConfig() {
            @Override
            public Duration check() {
              return Duration.ofSeconds(1);
            }

            @Override
            public Duration machinePause() {
              return Duration.ofSeconds(5);
            }

            @Override
            public Duration infrastructurePause() {
              return Duration.ofSeconds(15);
            }

            @Override
            public Duration longestPause() {
              return Duration.ofSeconds(50);
            }

            @Override
            public Duration keysKept() {
              return Duration.ofDays(7);
            }
          });

  @Test
  void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
    assertThat(pause.after(ErrorClass.MACHINE, 1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(pause.after(ErrorClass.MACHINE, 3)).isEqualTo(Duration.ofSeconds(20));
    assertThat(pause.after(ErrorClass.MACHINE, 5)).isEqualTo(Duration.ofSeconds(50));
    assertThat(pause.after(ErrorClass.MACHINE, 1000)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void theInfrastructureGetsMoreTimeAndTheUsersFaultIsNotTriedAgain() {
    assertThat(pause.after(ErrorClass.INFRASTRUCTURE, 1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(pause.after(null, 2)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryPause.helps(ErrorClass.USER)).isFalse();
    assertThat(RetryPause.helps(ErrorClass.UNKNOWN)).isTrue();
    assertThat(RetryPause.helps(null)).isTrue();
  }
}
