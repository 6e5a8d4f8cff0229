package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemorySensorTest {

  @TempDir private Path directory;

  @Test
  void used_is_what_is_not_available_in_kibibytes() throws IOException {
    // given: MemTotal 24684084 kB, MemAvailable 24275456 kB
    try (MemorySensor sensor = new MemorySensor(ProcTree.resource("vm"))) {
      assertThat(Reading.of(sensor)).containsExactly(408_628);
    }
  }

  @Test
  void terabytes_are_read_whole() throws IOException {
    // given: MemTotal 3170893824 kB, MemAvailable 3070893824 kB
    try (MemorySensor sensor = new MemorySensor(ProcTree.resource("server"))) {
      assertThat(Reading.of(sensor)).containsExactly(100_000_000);
    }
  }

  @Test
  void without_mem_available_there_is_no_figure_rather_than_a_different_one() throws IOException {
    // given: Linux before 3.14; what is free is far less than what is available
    try (MemorySensor sensor = new MemorySensor(ProcTree.resource("old"))) {
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING);
    }
  }

  @Test
  void the_order_of_lines_does_not_matter() throws IOException {
    // given
    ProcTree proc =
        ProcTree.in(directory).write("meminfo", "MemAvailable: 3 kB\nX: 9 kB\nMemTotal: 10 kB\n");
    try (MemorySensor sensor = new MemorySensor(proc.root())) {
      assertThat(Reading.of(sensor)).containsExactly(7);
    }
  }

  @Test
  void a_level_in_bytes_comes_of_kibibytes() throws IOException {
    try (MemorySensor sensor = new MemorySensor(ProcTree.resource("vm"))) {
      assertThat(sensor.metrics())
          .containsExactly(new Metric.Level("memory_used_procfs_system", null, "bytes", 0, 1024));
      assertThat(sensor.width()).isEqualTo(1);
      assertThat(sensor.name()).isEqualTo("memory");
    }
  }

  @Test
  void a_missing_file_is_named_at_the_start() {
    assertThatThrownBy(() -> new MemorySensor(directory).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(directory.resolve("meminfo").toString());
  }
}
