package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NoGarbageTest {

  private static final Path PROC = Path.of("/proc");
  private static final int SAMPLES = 1000;
  private static final int ROUNDS = 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FakeClock clock = new FakeClock();

  @Test
  void a_thousand_samples_of_the_real_machine_allocate_nothing() throws IOException {
    // given
    try (Sensors sensors = Sensors.open(PROC, Path.of("/sys"))) {
      QuietSampler sampler = sampler(sensors, () -> {});
      sampler.warmUp();
      sampler.begin();

      // when: until the compilers are done with the test, too
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && allocated > 0; round++) {
        sampler.begin();
        allocated = allocatedBy(sampler);
      }

      // then
      assertThat(allocated).isZero();
      sampler.end();
      assertThat(sampler.series()).isNotEmpty();
    }
  }

  @Test
  void the_check_can_fail() throws IOException {
    // given
    try (Sensors sensors = Sensors.open(PROC, Path.of("/sys"))) {
      Object[] kept = new Object[1];
      QuietSampler sampler = sampler(sensors, () -> kept[0] = new byte[16]);
      sampler.warmUp();
      sampler.begin();

      // then
      assertThat(allocatedBy(sampler)).isGreaterThanOrEqualTo(SAMPLES * 16L);
      assertThat(kept[0]).isNotNull();
    }
  }

  private QuietSampler sampler(Sensors sensors, Runnable also) {
    return new QuietSampler(sensors, clock, 1_000_000, 10_000_000_000L, also);
  }

  private long allocatedBy(QuietSampler sampler) {
    long id = Thread.currentThread().getId();
    // The bean's own first answers allocate
    long unused = threads.getThreadAllocatedBytes(id) + threads.getThreadAllocatedBytes(id);
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < SAMPLES; i++) {
      clock.pass(1);
      sampler.beat(clock.nanos());
    }
    return threads.getThreadAllocatedBytes(id) - before;
  }
}
