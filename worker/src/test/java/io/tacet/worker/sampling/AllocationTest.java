package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Of this machine's own {@code /proc}: what a sample allocates, the garbage collector pays for.
 * When the compiler replaces code that runs, some tens of bytes are allocated once; so it is the
 * quietest of several rounds that counts. What allocates with each sample does so in every round.
 */
class AllocationTest {

  private static final int ROUNDS = 20;
  private static final int SAMPLES = 200;
  private static final long INTERVAL = 1_000_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void a_sample_allocates_nothing() throws IOException {
    try (Sensors sensors = Sensors.open(Path.of("/proc"), Path.of("/sys"))) {
      assertThat(sensors.all()).hasSize(4);
      assertThat(bytesOfSamples(sensors, () -> {})).isZero();
    }
  }

  @Test
  void one_byte_array_with_each_sample_would_be_seen() throws IOException {
    // given: 16 bytes of header and as many of content
    AtomicReference<byte[]> kept = new AtomicReference<>(new byte[0]);

    // when
    long bytes;
    try (Sensors sensors = Sensors.open(Path.of("/proc"), Path.of("/sys"))) {
      bytes = bytesOfSamples(sensors, () -> kept.set(new byte[16]));
    }

    // then
    assertThat(bytes).isEqualTo(SAMPLES * 32L);
  }

  @Test
  void each_sensor_alone_allocates_nothing() throws IOException {
    try (Sensors sensors = Sensors.open(Path.of("/proc"), Path.of("/sys"))) {
      for (Sensor sensor : sensors.all()) {
        // given
        long[] row = new long[sensor.width()];

        // when, then
        assertThat(leastBytes(() -> read(sensor, row))).as(sensor.name()).isZero();
      }
    }
  }

  private static long bytesOfSamples(Sensors sensors, Runnable alsoSampled) {
    long longest = (ROUNDS + 1) * SAMPLES * INTERVAL;
    QuietSampler sampler =
        new QuietSampler(
            TimedSensor.all(sensors.all(), INTERVAL),
            RunClock.system(),
            longest,
            Double.POSITIVE_INFINITY,
            alsoSampled);
    sampler.warmUp();
    sampler.begin();
    long bytes = leastBytes(() -> sampler.beat(sampler.next())); // as if its time had come
    assertThat(sampler.failedReadings()).isEmpty();
    assertThat(sampler.missedDeadlines()).isZero();
    return bytes;
  }

  private static long leastBytes(Runnable sample) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < SAMPLES; i++) {
        sample.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void read(Sensor sensor, long[] row) {
    try {
      sensor.read(row, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
