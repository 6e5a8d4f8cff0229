package io.tacet.worker.sensor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures by hand, of what the kernel tells beyond psutil. */
class KernelSensorsTest {

  @TempDir private Path root;

  @Test
  void pressure_is_the_growth_of_the_totals_and_not_of_the_averages() throws Exception {
    // given
    ProcTree proc = ProcTree.in(root);
    proc.write("pressure/cpu", "some avg10=0.21 avg60=1.00 avg300=5.54 total=5982292844\n");
    proc.write("pressure/io", pressure("some", 100) + pressure("full", 50));

    // when
    Map<String, Double> pressure =
        Between.readings(
            PressureSensor.KIND,
            Place.of(root, root),
            () -> {
              proc.write(
                  "pressure/cpu", "some avg10=9.99 avg60=9.99 avg300=9.99 total=5982293000\n");
              proc.write("pressure/io", pressure("some", 700) + pressure("full", 53));
            });

    // then: a kernel before 5.13 has no line full for the CPUs
    assertThat(pressure)
        .containsOnly(
            entry("pressure_cpu_some_procfs_system", 156.0),
            entry("pressure_io_some_procfs_system", 600.0),
            entry("pressure_io_full_procfs_system", 3.0));
  }

  @Test
  void a_kernel_that_keeps_no_pressure_is_told_what_to_do() {
    assertThatThrownBy(() -> Between.readings(PressureSensor.KIND, Place.of(root, root), () -> {}))
        .isInstanceOf(NotHereException.class)
        .hasMessageContaining("psi=1");
  }

  @Test
  void the_jobs_cgroup_is_told_in_full_where_its_controllers_are() throws Exception {
    // given: on as many CPUs as this JVM sees
    ProcTree group = ProcTree.in(root);
    AtomicLong nanos = new AtomicLong();
    group.write("cpu.stat", "usage_usec 1000\nuser_usec 700\nsystem_usec 300\nnr_periods 0\n");
    group.write("memory.current", "8192\n");
    group.write("io.stat", "8:0 rbytes=100 wbytes=20 rios=1 wios=1\n");
    group.write("cpu.pressure", pressure("some", 10) + pressure("full", 0));
    Place place = new Place(root, root, Optional.of(root), nanos::get);
    int cpus = Runtime.getRuntime().availableProcessors();

    // when: half a CPU in a second
    Map<String, Double> job =
        Between.readings(
            CgroupSensor.KIND,
            place,
            () -> {
              nanos.set(1_000_000_000L);
              group.write("cpu.stat", "usage_usec 501000\nuser_usec 400700\nsystem_usec 100300\n");
              group.write("memory.current", "4096\n");
              group.write(
                  "io.stat", "8:0 rbytes=150 wbytes=20 rios=1\n259:0 rbytes=1 wbytes=2\n7:0 \n");
            });

    // then
    assertThat(job)
        .containsOnly(
            entry("cpu_utilization_cgroup_job", 5000.0 / cpus),
            entry("cpu_time_user_cgroup_job", 400_000.0),
            entry("cpu_time_system_cgroup_job", 100_000.0),
            entry("memory_used_cgroup_job", 4096.0),
            entry("disk_io_cgroup_job", 53.0),
            entry("pressure_cpu_some_cgroup_job", 0.0),
            entry("pressure_cpu_full_cgroup_job", 0.0));
  }

  @Test
  void a_cgroup_without_controllers_tells_its_cpu_time_and_the_rest_are_gaps() throws Exception {
    // given
    ProcTree.in(root).write("cpu.stat", "usage_usec 1\nuser_usec 1\nsystem_usec 0\n");
    Place place = new Place(root, root, Optional.of(root), System::nanoTime);

    // when, then
    assertThat(Between.readings(CgroupSensor.KIND, place, () -> {}).keySet())
        .containsExactly(
            "cpu_time_system_cgroup_job", "cpu_time_user_cgroup_job", "cpu_utilization_cgroup_job");
  }

  @Test
  void temperatures_have_the_names_of_lm_sensors_and_keep_them_when_numbers_change()
      throws Exception {
    // given
    Place before = Place.of(root, SysTree.of("intel-desktop", root.resolve("a")).sys());
    Path other = SysTree.of("intel-desktop", root.resolve("b")).sys();
    renumber(other.resolve("class/hwmon"));

    // when
    Map<String, Double> temperatures =
        Between.readings(HwmonSensors.TEMPERATURES, before, () -> {});
    Map<String, Double> afterBoot =
        Between.readings(HwmonSensors.TEMPERATURES, Place.of(root, other), () -> {});

    // then
    assertThat(temperatures)
        .contains(
            entry("lmsensors_temperature_component coretemp-isa-0000 Package id 0", 4100.0),
            entry("lmsensors_temperature_component nvme-pci-0200 Composite", 3585.0));
    assertThat(afterBoot).isEqualTo(temperatures);
  }

  @Test
  void limits_are_told_beside_a_temperature_where_they_are_wanted() throws Exception {
    // given
    Place place = Place.of(root, SysTree.of("intel-desktop", root).sys());

    // when
    Map<String, Double> temperatures =
        Between.readings(
            HwmonSensors.TEMPERATURES,
            place,
            Map.of("limits", "true", "chips", "coretemp-isa-0000"),
            () -> {});

    // then
    assertThat(temperatures)
        .contains(
            entry("lmsensors_temperature_high_component coretemp-isa-0000 Package id 0", 8000.0),
            entry(
                "lmsensors_temperature_critical_component coretemp-isa-0000 Package id 0",
                10_000.0));
    assertThat(temperatures.keySet()).allMatch(key -> key.contains("coretemp-isa-0000"));
  }

  @Test
  void without_hwmon_a_thermal_zone_does() throws Exception {
    // given: 27.8 °C, and one that is below 0
    ProcTree.in(root)
        .write("class/thermal/thermal_zone0/type", "acpitz\n")
        .write("class/thermal/thermal_zone0/temp", "27800\n")
        .write("class/thermal/thermal_zone1/type", "x86_pkg_temp\n")
        .write("class/thermal/thermal_zone1/temp", "-1500\n");

    // when, then
    assertThat(Between.readings(HwmonSensors.TEMPERATURES, Place.of(root, root), () -> {}))
        .containsOnly(
            entry("lmsensors_temperature_component acpitz thermal_zone0", 2780.0),
            entry("lmsensors_temperature_component x86_pkg_temp thermal_zone1", -150.0));
  }

  @Test
  void fans_and_power_meters_of_a_server_are_in_their_units() throws Exception {
    // given
    Place place = Place.of(root, SysTree.of("amd-server", root).sys());
    String chip = "sys/class/hwmon/hwmon90/";
    SysTree.empty(root)
        .write(chip + "name", "amd_energy")
        .write(chip + "energy1_label", "Esocket0")
        .write(chip + "energy1_input", "1000")
        .write(chip + "power1_average", "35123456")
        .write(chip + "fan1_input", "1200");

    // when
    Map<String, Double> power =
        Between.readings(
            HwmonSensors.POWERS,
            place,
            Map.of("chips", "amd_energy"),
            () -> SysTree.empty(root).write(chip + "energy1_input", "251000"));
    Map<String, Double> fans =
        Between.readings(HwmonSensors.FANS, place, Map.of("chips", "amd_energy"), () -> {});

    // then
    assertThat(power)
        .containsOnly(
            entry("component_energy_lmsensors_component amd_energy-virtual-0 Esocket0", 250_000.0),
            entry("lmsensors_power_component amd_energy-virtual-0 power1", 35_123.456));
    assertThat(fans)
        .containsOnly(entry("lmsensors_fan_component amd_energy-virtual-0 fan1", 1200.0));
  }

  @Test
  void a_gpu_of_amd_is_named_by_its_place_and_one_of_another_maker_is_none() throws Exception {
    // given: an integrated graphics of Intel beside it
    ProcTree sys = ProcTree.in(root);
    Path device = root.resolve("devices/0000:0b:00.0");
    Files.createDirectories(device);
    Files.createDirectories(root.resolve("class/drm/card1"));
    Files.createSymbolicLink(root.resolve("class/drm/card1/device"), device);
    sys.write("class/drm/card0/device/vendor", "0x8086\n");
    sys.write("class/drm/card0/device/gpu_busy_percent", "99\n");
    sys.write("devices/0000:0b:00.0/vendor", "0x1002\n");
    sys.write("devices/0000:0b:00.0/gpu_busy_percent", "37\n");
    sys.write("devices/0000:0b:00.0/mem_info_vram_used", "1073741824\n");
    sys.write("devices/0000:0b:00.0/hwmon/hwmon7/power1_input", "35123000\n");

    // when, then
    assertThat(Between.readings(AmdGpuSensor.KIND, Place.of(root, root), () -> {}))
        .containsOnly(
            entry("gpu_utilization_amdgpu_component 0000:0b:00.0", 3700.0),
            entry("gpu_memory_used_amdgpu_component 0000:0b:00.0", 1_073_741_824.0),
            entry("gpu_power_amdgpu_component 0000:0b:00.0", 35_123.0));
  }

  @Test
  void absent_hardware_is_said_plainly() {
    Place nowhere = Place.of(root, root);
    for (SensorKind kind :
        List.of(
            RaplSensor.KIND,
            HwmonSensors.TEMPERATURES,
            HwmonSensors.FANS,
            HwmonSensors.POWERS,
            AmdGpuSensor.KIND,
            BatterySensor.KIND,
            CgroupSensor.KIND)) {
      assertThatThrownBy(() -> Between.readings(kind, nowhere, () -> {}))
          .as(kind.description().name())
          .isInstanceOf(NotHereException.class)
          .hasMessageMatching("no .*|.* is not there.*");
    }
  }

  private static String pressure(String kind, long total) {
    return kind + " avg10=0.00 avg60=0.00 avg300=0.00 total=" + total + "\n";
  }

  /** As another order of drivers at boot does it. */
  private static void renumber(Path hwmon) throws IOException {
    try (Stream<Path> chips = Files.list(hwmon)) {
      for (Path chip : chips.toList()) {
        String number = chip.getFileName().toString().replaceAll("\\D", "");
        Files.move(chip, hwmon.resolve("hwmon" + (40 - Integer.parseInt(number))));
      }
    }
  }
}
