package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSensorTest {

  private static final String HEADER = "Inter-|   Receive |  Transmit\n face |bytes |bytes\n";

  @TempDir private Path directory;

  @Test
  void bytes_both_ways_are_added_for_each_interface() throws IOException {
    // given: lo 662569722 + 662569722, ifb0 and ifb1 idle, eth0 985204999 + 3834701
    try (NetworkSensor sensor = new NetworkSensor(ProcTree.resource("vm"))) {
      assertThat(names(sensor)).containsExactly("lo", "ifb0", "ifb1", "eth0");
      assertThat(Reading.of(sensor)).containsExactly(1_325_139_444, 0, 0, 989_039_700);
    }
  }

  @Test
  void counters_beyond_53_bits_keep_their_last_byte() throws IOException {
    // given
    try (NetworkSensor sensor = new NetworkSensor(ProcTree.resource("server"))) {
      // when
      long[] bytes = Reading.of(sensor);

      // then: enp65s0f0np0 is 2^53 + 1 + 5 × 10^12
      assertThat(names(sensor))
          .containsExactly("lo", "enp65s0f0np0", "docker0", "veth1a2b3c4", "eth1", "eth10");
      assertThat(bytes)
          .containsExactly(
              246_912, 9_012_199_254_740_993L, 11_000_000_000L, 4_500, 4_294_967_296L, 1_000);
    }
  }

  @Test
  void a_number_may_stand_right_behind_the_colon() throws IOException {
    // given: lo 840000 + 840000, eth0:4123456789 + 212345678
    try (NetworkSensor sensor = new NetworkSensor(ProcTree.resource("old"))) {
      assertThat(names(sensor)).containsExactly("lo", "eth0");
      assertThat(Reading.of(sensor)).containsExactly(1_680_000, 4_335_802_467L);
    }
  }

  @Test
  void an_interface_that_goes_leaves_a_gap_and_its_neighbours_keep_their_columns()
      throws IOException {
    // given
    ProcTree proc = ProcTree.in(directory).write("net/dev", HEADER + line("a", 1) + line("b", 2));
    try (NetworkSensor sensor = new NetworkSensor(proc.root())) {
      // when
      proc.write("net/dev", HEADER + line("new", 3) + line("b", 4));

      // then
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING, 8);
    }
  }

  @Test
  void interfaces_beyond_what_the_buffer_holds_are_gaps_and_never_cut_numbers() throws IOException {
    // given
    String last = line("last", 123_456_789);
    ProcTree proc = ProcTree.in(directory).write("net/dev", HEADER + last);
    try (NetworkSensor sensor = new NetworkSensor(proc.root())) {
      // when: containers come, and push it out, byte by byte
      int room = HEADER.length() + last.length() + 8192;
      for (int left = 0; left < last.length(); left++) {
        String filler = "x".repeat(room - HEADER.length() - left - 1) + "\n";
        proc.write("net/dev", HEADER + filler + last);

        // then
        assertThat(Reading.of(sensor)).as("%d bytes left", left).containsExactly(Sensor.MISSING);
      }
    }
  }

  @Test
  void a_line_with_too_few_columns_is_a_gap() throws IOException {
    ProcTree proc = ProcTree.in(directory).write("net/dev", HEADER + "eth0: 1 2 3\n");
    try (NetworkSensor sensor = new NetworkSensor(proc.root())) {
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING);
    }
  }

  @Test
  void a_namespace_without_interfaces_has_no_columns() throws IOException {
    ProcTree proc = ProcTree.in(directory).write("net/dev", HEADER);
    try (NetworkSensor sensor = new NetworkSensor(proc.root())) {
      assertThat(sensor.width()).isZero();
      assertThat(sensor.metrics()).isEmpty();
      assertThat(Reading.of(sensor)).isEmpty();
    }
  }

  @Test
  void metrics_are_bytes_by_interface() throws IOException {
    try (NetworkSensor sensor = new NetworkSensor(ProcTree.resource("old"))) {
      assertThat(sensor.metrics())
          .containsExactly(
              new Metric.Growth("network_io_procfs_system", "lo", "bytes", 0, 1),
              new Metric.Growth("network_io_procfs_system", "eth0", "bytes", 1, 1));
      assertThat(sensor.name()).isEqualTo("network");
    }
  }

  @Test
  void this_machine_has_the_interfaces_that_sys_tells() throws IOException {
    // given
    Path sys = Path.of("/sys/class/net");
    try (NetworkSensor sensor = new NetworkSensor(Path.of("/proc"));
        var expected = Files.list(sys)) {
      // when, then: links only, bonding has a plain file there
      assertThat(names(sensor))
          .containsExactlyInAnyOrderElementsOf(
              expected.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList());
      assertThat(Reading.of(sensor)).doesNotContain(Sensor.MISSING);
    }
  }

  @Test
  void a_missing_file_is_named_at_the_start() {
    assertThatThrownBy(() -> new NetworkSensor(directory).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(directory.resolve("net/dev").toString());
  }

  private static List<String> names(NetworkSensor sensor) {
    assertThat(sensor.metrics())
        .extracting(Metric::name, Metric::unit)
        .containsOnly(tuple(NetworkSensor.IO, "bytes"));
    return sensor.metrics().stream().map(Metric::detail).toList();
  }

  private static String line(String name, long bytes) {
    return "  " + name + ": " + bytes + " 0 0 0 0 0 0 0 " + bytes + " 0 0 0 0 0 0 0\n";
  }
}
