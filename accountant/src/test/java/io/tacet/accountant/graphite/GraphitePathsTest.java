package io.tacet.accountant.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.graphite.GraphiteSettings.PathNames;
import io.tacet.accountant.running.Events;
import io.tacet.schema.MetricSeries;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphitePathsTest {

  private final Settings settings = Settings.to(2003);

  @Test
  void aPathIsPrefixHostSensorAndField() {
    // given
    GraphitePaths paths = new GraphitePaths(settings);

    // when
    Optional<String> one = paths.of(series("network_io_procfs_system", "eth0"));
    Optional<String> whole = paths.of(series("cpu_utilization_procfs_system", null));

    // then
    assertThat(one).contains("tacet.m1.network_io_procfs_system.eth0");
    assertThat(whole).contains("tacet.m1.cpu_utilization_procfs_system");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Package id 0 | Package_id_0",
        "eth0.100 | eth0_100",
        "/var/lib | _var_lib",
        "a;b=c | a_b_c",
        "é | _",
        "'x\n m 1 1' | x__m_1_1",
        "'' | _"
      })
  void nothingInADetailCanBreakThePath(String detail, String part) {
    // when
    Optional<String> path = new GraphitePaths(settings).of(series("m", detail));

    // then
    assertThat(path).contains("tacet.m1.m." + part);
  }

  @Test
  void aHostWithDotsIsOnePartAndALongDetailIsCut() {
    // given
    MetricSeries series = series("m", "d".repeat(400));
    series.setMachine("node1.example org");

    // when
    Optional<String> path = new GraphitePaths(settings).of(series);

    // then
    assertThat(path).contains("tacet.node1_example_org.m." + "d".repeat(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "cpu_percent_procfs_core | cpu7 | m1.CPUPercent.7",
        "cpu_percent_procfs_core | - | m1.cpu_percent_procfs_core",
        "cpu_time_percent_guest_nice_procfs_core | - | m1.CPUTimesPercent.guest_nice",
        "cpu_time_percent_user_procfs_core | cpu0 | m1.cpu_time_percent_user_procfs_core.cpu0",
        "virtual_memory_percent_procfs_system | - | m1.VirtualMemory.percent",
        "swap_memory_free_procfs_system | - | m1.SwapMemory.free",
        "swap_memory_sin_procfs_system | - | m1.swap_memory_sin_procfs_system",
        "disk_percent_statvfs_system | / | m1.DiskUsage.percent",
        "disk_percent_statvfs_system | /home | m1.disk_percent_statvfs_system._home",
        "cpu_count_logical_sysfs_system | - | m1.CPUCount",
        "boot_time_procfs_system | - | m1.BootTime",
        "cpu_context_switches_procfs_system | - | m1.cpu_context_switches_procfs_system",
        "cpu_time_user_procfs_core | - | m1.cpu_time_user_procfs_core"
      })
  void withFructosasNamesWhatBothHaveHasThePathOfItsDashboards(
      String metric, @Nullable String detail, String path) {
    // given
    GraphitePaths paths = new GraphitePaths(settings.named(Optional.empty(), PathNames.FRUCTOSA));

    // when, then
    assertThat(paths.of(series(metric, detail))).contains(path);
  }

  @Test
  void whatIsLeftOutHasNoPath() {
    // when, then
    assertThat(
            new GraphitePaths(settings).of(series("process_cpu_percent_procfs_process", "sh[1]")))
        .isEmpty();
  }

  static MetricSeries series(String metric, @Nullable String detail) {
    return Events.series("job", 0, 2).setMetric(metric).setDetail(detail).build();
  }
}
