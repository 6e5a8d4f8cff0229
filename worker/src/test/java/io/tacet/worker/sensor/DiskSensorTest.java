package io.tacet.worker.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSensorTest {

  private static final List<String> VIRTUAL = List.of("md0", "dm-0", "loop0");

  @TempDir private Path sys;
  @TempDir private Path proc;

  @Test
  void sectors_both_ways_are_added_for_each_disk_with_a_device() throws IOException {
    // given: vda read 29848386 and wrote 41179120 sectors
    ProcTree.in(sys).blocks(List.of("vda"), List.of("loop0", "zram0"));
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("vm"), sys)) {
      assertThat(names(sensor)).containsExactly("vda");
      assertThat(Reading.of(sensor)).containsExactly(71_027_506);
    }
  }

  @Test
  void partitions_and_what_is_mapped_onto_disks_are_not_counted_again() throws IOException {
    // given: sda has a partition sda1, and sdaa begins alike
    ProcTree.in(sys).blocks(List.of("nvme0n1", "sda", "sdaa"), VIRTUAL);
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("server"), sys)) {
      // when
      long[] sectors = Reading.of(sensor);

      // then: nvme0n1 12884901888 + 17179869184, both beyond 2^32
      assertThat(names(sensor)).containsExactly("nvme0n1", "sda", "sdaa");
      assertThat(sectors).containsExactly(30_064_771_072L, 3_000, 24);
    }
  }

  @Test
  void a_name_with_a_slash_is_found_though_sys_writes_it_with_an_exclamation_mark()
      throws IOException {
    // given: a Smart Array controller's disk, read 6000 and wrote 4000 sectors
    ProcTree.in(sys).blocks(List.of("cciss!c0d0"), List.of());
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("server"), sys)) {
      assertThat(names(sensor)).containsExactly("cciss/c0d0");
      assertThat(Reading.of(sensor)).containsExactly(10_000);
    }
  }

  @Test
  void partitions_of_old_kernels_with_four_columns_are_no_disks() throws IOException {
    ProcTree.in(sys).blocks(List.of("sda"), List.of());
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("old"), sys)) {
      assertThat(Reading.of(sensor)).containsExactly(128_000);
    }
  }

  @Test
  void a_disk_that_goes_leaves_a_gap() throws IOException {
    // given
    ProcTree.in(sys).blocks(List.of("sda", "sdb"), List.of());
    ProcTree tree = ProcTree.in(proc).write("diskstats", line("sda", 1) + line("sdb", 2));
    try (DiskSensor sensor = new DiskSensor(proc, sys)) {
      // when
      tree.write("diskstats", line("sdb", 3));

      // then
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING, 6);
    }
  }

  @Test
  void a_line_with_too_few_columns_is_a_gap() throws IOException {
    ProcTree.in(sys).blocks(List.of("sda"), List.of());
    ProcTree.in(proc).write("diskstats", "   8    0 sda 1 2 3\n");
    try (DiskSensor sensor = new DiskSensor(proc, sys)) {
      assertThat(Reading.of(sensor)).containsExactly(Sensor.MISSING);
    }
  }

  @Test
  void a_sector_is_512_bytes_whatever_the_disk_says() throws IOException {
    ProcTree.in(sys).blocks(List.of("sda"), List.of());
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("old"), sys)) {
      assertThat(sensor.metrics())
          .containsExactly(new Metric.Growth("disk_io_procfs_system", "sda", "bytes", 0, 512));
      assertThat(sensor.name()).isEqualTo("disk");
    }
  }

  @Test
  void a_machine_without_disks_has_no_columns() throws IOException {
    ProcTree.in(sys).blocks(List.of(), VIRTUAL);
    try (DiskSensor sensor = new DiskSensor(ProcTree.resource("server"), sys)) {
      assertThat(sensor.width()).isZero();
      assertThat(Reading.of(sensor)).isEmpty();
    }
  }

  @Test
  void a_missing_file_is_named_at_the_start() throws IOException {
    // given
    ProcTree.in(sys).blocks(List.of("sda"), List.of());

    // when, then
    assertThatThrownBy(() -> new DiskSensor(proc, sys).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(proc.resolve("diskstats").toString());
    assertThatThrownBy(() -> new DiskSensor(ProcTree.resource("vm"), proc).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(proc.resolve("block").toString());
  }

  private static List<String> names(DiskSensor sensor) {
    return sensor.metrics().stream().map(Metric::detail).toList();
  }

  private static String line(String name, long sectors) {
    return "   8    0 " + name + " 9 9 " + sectors + " 9 9 9 " + sectors + " 9 9 9 9\n";
  }
}
