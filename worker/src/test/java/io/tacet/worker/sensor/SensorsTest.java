package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorsTest {

  @TempDir private Path proc;
  @TempDir private Path sys;

  @Test
  void all_of_them_work_on_this_machine() throws IOException {
    try (Sensors sensors = Sensors.open(Path.of("/proc"), Path.of("/sys"))) {
      assertThat(sensors.all())
          .extracting(Sensor::name)
          .containsExactly("cpu", "memory", "network", "disk");
      for (Sensor sensor : sensors.all()) {
        assertThat(Reading.of(sensor)).as(sensor.name()).doesNotContain(Sensor.MISSING);
      }
    }
  }

  @Test
  void closing_closes_each() throws IOException {
    // given
    Sensors sensors = Sensors.open(Path.of("/proc"), Path.of("/sys"));
    List<Sensor> all = sensors.all();

    // when
    sensors.close();

    // then
    for (Sensor sensor : all) {
      assertThatThrownBy(() -> Reading.of(sensor))
          .as(sensor.name())
          .isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void one_that_is_missing_is_named_and_the_others_are_closed_again() throws IOException {
    // given
    ProcTree.copyOf("vm", proc);
    Files.delete(proc.resolve("diskstats"));
    ProcTree.in(sys).blocks(List.of("vda"), List.of());

    // when, then
    assertThatThrownBy(() -> Sensors.open(proc, sys).close()).hasMessageContaining("diskstats");
    assertThat(openUnder(proc)).isEmpty();
  }

  private static List<String> openUnder(Path directory) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(SensorsTest::target)
          .filter(target -> target.startsWith(directory.toString()))
          .toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // the listing's own
    }
  }
}
