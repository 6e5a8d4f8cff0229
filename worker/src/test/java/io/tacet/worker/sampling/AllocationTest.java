package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tacet.worker.catalog.Catalog;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Option;
import io.tacet.worker.sensor.Options;
import io.tacet.worker.sensor.Place;
import io.tacet.worker.sensor.Sensor;
import io.tacet.worker.sensor.SensorKind;
import io.tacet.worker.sensor.Sensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of this machine's own {@code /proc}: what a sample allocates, the garbage collector pays for.
 * When the compiler replaces code that runs, some tens of bytes are allocated once; so it is the
 * quietest of several rounds that counts. What allocates with each sample does so in every round.
 */
class AllocationTest {

  @TempDir private Path directory;

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

  @Test
  void no_sensor_of_the_catalog_allocates_with_all_its_flags_set() throws Exception {
    for (SensorKind kind : Catalog.SENSORS) {
      Map<String, String> flags =
          kind.description().options().stream()
              .filter(option -> option.type() == Option.Type.FLAG)
              .collect(Collectors.toMap(Option::name, option -> "true"));
      Options options = new Options(kind.description().options(), flags);
      try (Sensor sensor = kind.opener().open(here(), options)) {
        // given
        long[] row = new long[sensor.width()];

        // when, then
        assertThat(leastBytes(() -> read(sensor, row))).as(sensor.name()).isZero();
      } catch (NotHereException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  /** The files of a machine that has more than this one are like sysfs's to who reads them. */
  private Place here() throws IOException {
    Path sys = directory.resolve("sys");
    for (String[] file :
        new String[][] {
          {"class/powercap/intel-rapl:0/name", "package-0"},
          {"class/powercap/intel-rapl:0/energy_uj", "123456789"},
          {"class/powercap/intel-rapl:0/max_energy_range_uj", "262143328850"},
          {"class/hwmon/hwmon0/name", "nct6775"},
          {"class/hwmon/hwmon0/temp1_input", "-12500"},
          {"class/hwmon/hwmon0/fan1_input", "1200"},
          {"class/hwmon/hwmon0/power1_average", "35000000"},
          {"class/drm/card0/device/vendor", "0x1002"},
          {"class/drm/card0/device/gpu_busy_percent", "12"},
          {"class/power_supply/BAT0/type", "Battery"},
          {"class/power_supply/BAT0/capacity", "12"},
          {"block/vda/device/type", "0"},
        }) {
      Path path = sys.resolve(file[0]);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file[1] + "\n");
    }
    Path group = directory.resolve("cgroup");
    Files.createDirectories(group);
    Files.writeString(group.resolve("cpu.stat"), "usage_usec 3\nuser_usec 2\nsystem_usec 1\n");
    Files.writeString(group.resolve("memory.current"), "4096\n");
    Files.writeString(group.resolve("io.stat"), "8:0 rbytes=1 wbytes=2 rios=1 wios=1\n");
    return new Place(Path.of("/proc"), sys, Optional.of(group), System::nanoTime);
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
