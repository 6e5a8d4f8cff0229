package io.tacet.worker.silence;

import static io.tacet.worker.silence.SelfTree.packets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.sensor.ProcTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineActivityTest {

  @TempDir private Path root;

  private SelfTree tree;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new SelfTree(root);
  }

  @Test
  void busy_is_all_but_idle_iowait_and_guests() throws IOException {
    // given: cpu  1220686 26 207279 2611473 3518 0 3835 2469 0 0
    MachineActivity activity = MachineActivity.read(ProcTree.resource("vm"));

    // when, then: 1434295 ticks of 10 ms, by hand
    assertThat(activity.busyMicros()).isEqualTo(14_342_950_000L);
  }

  @Test
  void counters_beyond_32_bits_are_read_whole() throws IOException {
    assertThat(MachineActivity.read(ProcTree.resource("server")).busyMicros())
        .isEqualTo(342_953_139_910_000L);
  }

  @Test
  void packets_of_all_interfaces_count_loopback_in_both_directions() throws IOException {
    // given
    tree.machine(0, packets("lo", 10, 10) + packets("eth0", 100, 50));
    MachineActivity before = MachineActivity.read(root);

    // when: one packet over loopback is sent and received
    tree.machine(0, packets("lo", 11, 11) + packets("eth0", 103, 54));

    // then
    assertThat(MachineActivity.read(root).packetsSince(before)).isEqualTo(2 + 3 + 4);
  }

  @Test
  void packets_are_read_where_no_blank_follows_the_colon() throws IOException {
    // given
    tree.machine(0, "");
    MachineActivity nothing = MachineActivity.read(root);

    // when: lo 1000 + 1000, eth0 3012345 + 1012345
    MachineActivity old = MachineActivity.read(withSteal("old"));

    // then
    assertThat(old.packetsSince(nothing)).isEqualTo(2_000 + 4_024_690);
  }

  @Test
  void an_interface_that_goes_does_not_take_the_packets_of_others_with_it() throws IOException {
    // given: a container's
    tree.machine(0, packets("eth0", 100, 50) + packets("veth1", 1_000_000, 1_000_000));
    MachineActivity before = MachineActivity.read(root);

    // when
    tree.machine(0, packets("eth0", 400, 250));

    // then
    assertThat(MachineActivity.read(root).packetsSince(before)).isEqualTo(500);
  }

  @Test
  void an_interface_that_comes_brings_all_its_packets() throws IOException {
    // given
    tree.machine(0, packets("eth0", 100, 50));
    MachineActivity before = MachineActivity.read(root);

    // when
    tree.machine(0, packets("eth0", 100, 50) + packets("veth1", 3, 4));

    // then
    assertThat(MachineActivity.read(root).packetsSince(before)).isEqualTo(7);
  }

  @Test
  void an_interface_that_came_anew_counts_from_nought() throws IOException {
    // given
    tree.machine(0, packets("lo", 5, 5) + packets("veth1", 900, 900));
    MachineActivity before = MachineActivity.read(root);

    // when: of the same name
    tree.machine(0, packets("lo", 6, 6) + packets("veth1", 20, 10));

    // then
    assertThat(MachineActivity.read(root).packetsSince(before)).isEqualTo(2 + 30);
  }

  @Test
  void a_namespace_without_interfaces_has_no_packets() throws IOException {
    // given
    tree.machine(0, "");
    MachineActivity activity = MachineActivity.read(root);

    // when, then
    assertThat(activity.packetsSince(activity)).isZero();
  }

  @Test
  void a_stat_that_does_not_tell_is_an_error_and_no_silence() throws IOException {
    assertThatThrownBy(() -> MachineActivity.read(ProcTree.resource("old")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stat");
    assertThatThrownBy(() -> MachineActivity.read(root.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void an_empty_stat_is_an_error_that_names_it() throws IOException {
    // given
    ProcTree.in(root).write("stat", "");

    // when, then
    assertThatThrownBy(() -> MachineActivity.read(root))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stat");
  }

  private Path withSteal(String name) throws IOException {
    Path copy = root.resolve("copy");
    return ProcTree.copyOf(name, copy).write("stat", "cpu  1 0 0 0 0 0 0 0\n").root();
  }
}
