package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunClockTest {

  @Test
  void the_machines_monotonic_time_never_goes_back_and_is_not_the_time_of_day() {
    // given
    RunClock clock = RunClock.system();
    long before = System.nanoTime();

    // when
    long first = clock.nanos();
    long second = clock.nanos();

    // then
    long after = System.nanoTime();
    assertThat(first - before).isNotNegative();
    assertThat(second - first).isNotNegative();
    assertThat(after - second).isNotNegative();
  }

  @Test
  void the_machines_time_of_day_is_utc_in_microseconds_or_better() {
    // given
    Instant before = Instant.now();

    // when
    Instant now = RunClock.system().now();

    // then
    assertThat(now).isBetween(before, Instant.now());
  }

  @Test
  void a_parked_thread_goes_on_when_it_is_unparked() throws InterruptedException {
    // given: far longer than the test may take
    Thread parked = new Thread(() -> RunClock.system().park(3_600_000_000_000L));
    parked.start();

    // when
    java.util.concurrent.locks.LockSupport.unpark(parked);

    // then
    parked.join(30_000);
    assertThat(parked.isAlive()).isFalse();
  }
}
