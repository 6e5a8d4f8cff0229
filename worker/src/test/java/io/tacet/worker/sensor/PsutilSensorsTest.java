package io.tacet.worker.sensor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures by hand, of what psutil has too. */
class PsutilSensorsTest {

  @TempDir private Path procRoot;
  @TempDir private Path sysRoot;
  private ProcTree proc;
  private Place place;

  @BeforeEach
  void machine() throws IOException {
    proc = ProcTree.copyOf("vm", procRoot);
    ProcTree.in(sysRoot).blocks(List.of("vda"), List.of("loop0"));
    place = Place.of(procRoot, sysRoot);
  }

  @Test
  void each_cpus_busy_share_is_all_its_time_but_idle_and_iowait() throws Exception {
    // when: cpu0 50 user, 50 idle; cpu1 20 iowait, 20 idle, 10 steal; guests in user already
    Map<String, Double> percent =
        Between.readings(
            CpuPercentSensor.KIND,
            place,
            () ->
                proc.write(
                    "stat",
                    """
                    cpu  1220736 26 207279 2611543 3538 0 3835 2479 50 0
                    cpu0 606011 14 98596 1316222 933 0 1253 1253 50 0
                    cpu1 614724 12 108682 1295320 2605 0 2582 1225 0 0
                    """));

    // then
    assertThat(percent)
        .containsOnly(
            entry("cpu_percent_procfs_core", 40.0),
            entry("cpu_percent_procfs_core cpu0", 50.0),
            entry("cpu_percent_procfs_core cpu1", 20.0));
  }

  @Test
  void a_cpu_that_is_taken_offline_is_a_gap() throws Exception {
    Map<String, Double> percent =
        Between.readings(
            CpuPercentSensor.KIND,
            place,
            () ->
                proc.write(
                    "stat",
                    """
                    cpu  1220786 26 207279 2611573 3518 0 3835 2469 0 0
                    cpu1 614774 12 108682 1295350 2585 0 2582 1215 0 0
                    """));

    assertThat(percent.keySet())
        .containsExactly("cpu_percent_procfs_core", "cpu_percent_procfs_core cpu1");
  }

  @Test
  void times_are_seconds_and_their_parts_make_the_whole() throws Exception {
    // given
    Between.Change change =
        () -> proc.write("stat", "cpu  1220836 26 207329 2611673 3518 0 3835 2469 50 0\n");

    // when: 150 user of which 50 for guests, 50 system, 200 idle ticks
    Map<String, Double> seconds = Between.readings(CpuTimesSensor.TIMES, place, change);
    ProcTree.in(procRoot).write("stat", "cpu  1220686 26 207279 2611473 3518 0 3835 2469 0 0\n");
    Map<String, Double> percent = Between.readings(CpuTimesSensor.PARTS, place, change);

    // then
    assertThat(seconds)
        .hasSize(10)
        .contains(
            entry("cpu_time_user_procfs_core", 1.5),
            entry("cpu_time_idle_procfs_core", 2.0),
            entry("cpu_time_steal_procfs_core", 0.0),
            entry("cpu_time_guest_procfs_core", 0.5));
    assertThat(percent)
        .contains(
            entry("cpu_time_percent_user_procfs_core", 37.5),
            entry("cpu_time_percent_system_procfs_core", 12.5));
    assertThat(
            percent.entrySet().stream()
                .filter(one -> !one.getKey().contains("guest"))
                .mapToDouble(Map.Entry::getValue)
                .sum())
        .isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void of_the_interrupts_only_the_sum_counts_however_long_the_line() throws Exception {
    // when: the order of the lines is the kernel's own business
    Map<String, Double> stats =
        Between.readings(
            CpuStatsSensor.KIND,
            place,
            () ->
                proc.write(
                    "stat",
                    "cpu 1 2 3\nsoftirq 8766449 1 1\nintr 12993907 "
                        + "1 ".repeat(2000)
                        + "\nctxt 47431502\n"));

    // then
    assertThat(stats)
        .containsOnly(
            entry("cpu_context_switches_procfs_system", 10.0),
            entry("cpu_interrupts_procfs_system", 1000.0),
            entry("cpu_soft_interrupts_procfs_system", 100.0));
  }

  @Test
  void memory_is_as_free_tells_it() throws Exception {
    // given: a kernel without MemAvailable would leave available and percent out
    Map<String, Double> memory =
        Between.readings(
            VirtualMemorySensor.KIND,
            place,
            () ->
                proc.write(
                    "meminfo",
                    """
                    MemTotal:       1000 kB
                    MemFree:         300 kB
                    MemAvailable:    600 kB
                    Buffers:          50 kB
                    Cached:          150 kB
                    Active:          111 kB
                    Inactive:        222 kB
                    Shmem:            33 kB
                    Slab:             90 kB
                    SReclaimable:     44 kB
                    """));

    // then
    assertThat(memory)
        .containsOnly(
            entry("virtual_memory_total_procfs_system", 1000 * 1024.0),
            entry("virtual_memory_available_procfs_system", 600 * 1024.0),
            entry("virtual_memory_used_procfs_system", (1000 - 300 - 50 - 150 - 44) * 1024.0),
            entry("virtual_memory_free_procfs_system", 300 * 1024.0),
            entry("virtual_memory_active_procfs_system", 111 * 1024.0),
            entry("virtual_memory_inactive_procfs_system", 222 * 1024.0),
            entry("virtual_memory_buffers_procfs_system", 50 * 1024.0),
            entry("virtual_memory_cached_procfs_system", 194 * 1024.0),
            entry("virtual_memory_shared_procfs_system", 33 * 1024.0),
            entry("virtual_memory_slab_procfs_system", 90 * 1024.0),
            entry("virtual_memory_percent_procfs_system", 40.0));
  }

  @Test
  void swap_in_and_out_are_pages_and_a_machine_without_swap_has_none_used() throws Exception {
    // given
    proc.write("vmstat", "nr_free_pages 1\npswpin 10\npswpout 20\n");

    // when
    Map<String, Double> swap =
        Between.readings(
            SwapMemorySensor.KIND,
            place,
            () -> proc.write("vmstat", "nr_free_pages 1\npswpin 13\npswpout 20\n"));
    Map<String, Double> used =
        Between.readings(
            SwapMemorySensor.KIND,
            place,
            () -> proc.write("meminfo", "MemTotal: 1 kB\nSwapTotal: 400 kB\nSwapFree: 300 kB\n"));

    // then
    assertThat(swap)
        .contains(
            entry("swap_memory_sin_procfs_system", 3 * 4096.0),
            entry("swap_memory_sout_procfs_system", 0.0),
            entry("swap_memory_total_procfs_system", 0.0),
            entry("swap_memory_percent_procfs_system", 0.0));
    assertThat(used)
        .contains(
            entry("swap_memory_used_procfs_system", 102_400.0),
            entry("swap_memory_percent_procfs_system", 25.0));
  }

  @Test
  void a_disks_counters_are_in_bytes_and_milliseconds_and_requests_under_way_are_none()
      throws Exception {
    // when: 1 read of 8 sectors in 2 ms, 3 writes of 16 sectors in 4 ms, 5 under way, 6 ms busy
    Map<String, Double> disk =
        Between.readings(
            DiskIoSensor.KIND,
            place,
            () ->
                proc.write(
                    "diskstats",
                    " 254 0 vda 666414 66661 29848394 237608 856993 383069 41179136 375636 5 150458"
                        + " 686621 0 0 0 0 0 0\n"));

    // then
    assertThat(disk)
        .containsOnly(
            entry("disk_reads_procfs_system vda", 1.0),
            entry("disk_reads_merged_procfs_system vda", 0.0),
            entry("disk_io_read_procfs_system vda", 4096.0),
            entry("disk_read_time_procfs_system vda", 2.0),
            entry("disk_writes_procfs_system vda", 3.0),
            entry("disk_writes_merged_procfs_system vda", 1.0),
            entry("disk_io_write_procfs_system vda", 8192.0),
            entry("disk_write_time_procfs_system vda", 4.0),
            entry("disk_busy_time_procfs_system vda", 6.0));
  }

  @Test
  void an_interfaces_counters_are_those_of_their_columns() throws Exception {
    // when
    Map<String, Double> net =
        Between.readings(
            NetIoSensor.KIND,
            place,
            Map.of("interfaces", "eth0"),
            () ->
                proc.write(
                    "net/dev",
                    "\n\n  eth0: 985205000 32492 3 4 9 9 9 9 3834706 23089 7 8 9 9 9 9\n"));

    // then
    assertThat(net)
        .containsOnly(
            entry("network_io_recv_procfs_system eth0", 1.0),
            entry("network_packets_recv_procfs_system eth0", 2.0),
            entry("network_errors_in_procfs_system eth0", 3.0),
            entry("network_drops_in_procfs_system eth0", 4.0),
            entry("network_io_sent_procfs_system eth0", 5.0),
            entry("network_packets_sent_procfs_system eth0", 6.0),
            entry("network_errors_out_procfs_system eth0", 7.0),
            entry("network_drops_out_procfs_system eth0", 8.0));
  }

  @Test
  void names_that_are_not_there_are_said() {
    assertThatThrownBy(
            () ->
                Between.readings(NetIoSensor.KIND, place, Map.of("interfaces", "wlan7"), () -> {}))
        .isInstanceOf(NotHereException.class)
        .hasMessage("none of the interfaces [wlan7]");
    assertThatThrownBy(
            () -> Between.readings(DiskIoSensor.KIND, place, Map.of("devices", "sdz"), () -> {}))
        .isInstanceOf(NotHereException.class)
        .hasMessage("none of the disks [sdz]");
  }

  @Test
  void frequencies_are_in_hertz_from_cpufreq_and_without_it_from_cpuinfo() throws Exception {
    // given
    String info = "processor\t: 0\ncpu MHz\t\t: 2596.138\n\nprocessor\t: 1\ncpu MHz\t\t: 800.000\n";
    proc.write("cpuinfo", info);

    // when
    Map<String, Double> without = Between.readings(CpuFrequencies.KIND, place, () -> {});
    String policy = "devices/system/cpu/cpufreq/policy4/scaling_";
    ProcTree.in(sysRoot)
        .write(policy + "cur_freq", "3400000\n")
        .write(policy + "min_freq", "800000\n")
        .write(policy + "max_freq", "4700000\n");
    Map<String, Double> with =
        Between.readings(CpuFrequencies.KIND, place, Map.of("limits", "true"), () -> {});

    // then
    assertThat(without)
        .containsOnly(
            entry("cpu_frequency_procfs_core cpu0", 2_596_138_000.0),
            entry("cpu_frequency_procfs_core cpu1", 800_000_000.0));
    assertThat(with)
        .containsOnly(
            entry("cpu_frequency_sysfs_core cpu4", 3.4e9),
            entry("cpu_frequency_min_sysfs_core cpu4", 0.8e9),
            entry("cpu_frequency_max_sysfs_core cpu4", 4.7e9));
  }

  @Test
  void a_battery_tells_the_time_it_lasts_unless_it_is_plugged_in() throws Exception {
    // given: 40 Wh at 10 W; some drivers give what flows out as negative
    ProcTree sys = ProcTree.in(sysRoot);
    String battery = "class/power_supply/BAT0/";
    sys.write(battery + "type", "Battery\n").write(battery + "capacity", "80\n");
    sys.write(battery + "energy_now", "40000000\n").write(battery + "power_now", "-10000000\n");
    sys.write("class/power_supply/AC/type", "Mains\n");
    sys.write("class/power_supply/AC/online", "0\n");

    // when
    Map<String, Double> away = Between.readings(BatterySensor.KIND, place, () -> {});
    Map<String, Double> plugged =
        Between.readings(
            BatterySensor.KIND, place, () -> sys.write("class/power_supply/AC/online", "1\n"));

    // then
    assertThat(away)
        .containsOnly(
            entry("battery_percent_sysfs_component", 80.0),
            entry("battery_seconds_left_sysfs_component", 14_400.0),
            entry("battery_plugged_sysfs_component", 0.0));
    assertThat(plugged)
        .containsOnly(
            entry("battery_percent_sysfs_component", 80.0),
            entry("battery_plugged_sysfs_component", 1.0));
  }
}
