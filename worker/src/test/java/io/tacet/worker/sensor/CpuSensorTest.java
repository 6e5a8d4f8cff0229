package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuSensorTest {

  @TempDir private Path directory;

  @Test
  void busy_is_all_but_idle_and_iowait_of_the_whole_machine() throws IOException {
    // given: cpu  1220686 26 207279 2611473 3518 0 3835 2469 0 0
    try (CpuSensor sensor = new CpuSensor(ProcTree.resource("vm"))) {
      // when
      long[] ticks = Reading.of(sensor);

      // then: user + nice + system + irq + softirq + steal, by hand
      long busy = 1_220_686 + 26 + 207_279 + 3_835 + 2_469;
      assertThat(ticks).containsExactly(busy, busy + 2_611_473 + 3_518);
      assertThat(busy).isEqualTo(1_434_295);
    }
  }

  @Test
  void counters_beyond_32_bits_are_read_whole_and_guests_not_counted_twice() throws IOException {
    // given: cpu  4294967301 1000 30000000000 900000000000 77777 12 345678 0 55 44
    try (CpuSensor sensor = new CpuSensor(ProcTree.resource("server"))) {
      // when, then: 55 and 44 ticks of guests are in user and nice already
      assertThat(Reading.of(sensor)).containsExactly(34_295_313_991L, 934_295_391_768L);
    }
  }

  @Test
  void a_kernel_that_does_not_tell_steal_time_leaves_a_gap() throws IOException {
    try (CpuSensor sensor = new CpuSensor(ProcTree.resource("old"))) {
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING, Sensor.MISSING);
    }
  }

  @Test
  void eight_columns_are_enough() throws IOException {
    // given: before Linux 2.6.24 there were no guests
    ProcTree proc = ProcTree.in(directory).write("stat", "cpu  1 2 3 4 5 6 7 8\n");
    try (CpuSensor sensor = new CpuSensor(proc.root())) {
      assertThat(Reading.of(sensor)).containsExactly(27, 36);
    }
  }

  @Test
  void a_file_that_does_not_begin_with_the_machine_is_a_gap() throws IOException {
    // given: one CPU is not the machine
    ProcTree proc = ProcTree.in(directory).write("stat", "cpu0 1 2 3 4 5 6 7 8\n");
    try (CpuSensor sensor = new CpuSensor(proc.root())) {
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING, Sensor.MISSING);
    }
  }

  @Test
  void metrics_have_the_units_of_gmt() throws IOException {
    try (CpuSensor sensor = new CpuSensor(ProcTree.resource("vm"))) {
      assertThat(sensor.metrics())
          .containsExactly(
              new Metric.Share("cpu_utilization_procfs_system", null, "0.01 %", 0, 1, 10_000),
              new Metric.Growth("cpu_time_procfs_system", null, "µs", 0, 10_000));
      assertThat(sensor.width()).isEqualTo(2);
      assertThat(sensor.name()).isEqualTo("cpu");
    }
  }

  @Test
  void a_missing_file_is_named_at_the_start() {
    assertThatThrownBy(() -> new CpuSensor(directory).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(directory.resolve("stat").toString());
  }
}
