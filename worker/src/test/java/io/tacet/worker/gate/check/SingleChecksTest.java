package io.tacet.worker.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.MachineKind;
import io.tacet.worker.gate.check.Finding.Verdict;
import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One check each, without the others. */
class SingleChecksTest {

  @TempDir private Path root;

  @Test
  void powersave_scales_with_one_driver_and_is_the_lowest_speed_with_another() throws IOException {
    // given
    SysTree machine =
        SysTree.empty(root)
            .write("sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "powersave")
            .write("sys/devices/system/cpu/cpufreq/policy0/scaling_driver", "intel_pstate");
    Governor profiling = new Governor(host(machine), MachineKind.PROFILING);
    assertThat(profiling.look().verdict()).isEqualTo(Verdict.MET);

    // when
    machine.write("sys/devices/system/cpu/cpufreq/policy0/scaling_driver", "acpi-cpufreq");

    // then
    assertThat(profiling.look().verdict()).isEqualTo(Verdict.NOT_MET);
    assertThat(new Governor(host(machine), MachineKind.BENCHMARKING).look().verdict())
        .isEqualTo(Verdict.NOT_MET);
  }

  @Test
  void a_power_limit_below_the_cpu_s_own_is_found() throws IOException {
    // given
    SysTree desktop = SysTree.of("intel-desktop", root);
    PowerCap check = new PowerCap(host(desktop));
    assertThat(check.look().verdict()).isEqualTo(Verdict.MET);

    // when
    desktop.write("sys/class/powercap/intel-rapl:0/constraint_0_power_limit_uw", "65000000");

    // then
    assertThat(check.look().found()).startsWith("power is limited to 65 of 95 W in ");
  }

  @Test
  void energy_counters_that_cannot_be_read_are_told() throws IOException {
    // given: the root user of a test may read every file, but no directory as one
    SysTree machine =
        SysTree.empty(root).write("sys/class/powercap/intel-rapl:0/energy_uj/no", "file");

    // when, then
    assertThat(new Rapl(host(machine)).look().toDo()).contains("CAP_DAC_READ_SEARCH");
  }

  @Test
  void a_cpu_that_got_too_hot_is_told_once() throws IOException {
    // given
    String count = "sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count";
    SysTree machine = SysTree.empty(root).write(count, "17");
    Throttling check = new Throttling(host(machine));
    assertThat(check.look().verdict()).isEqualTo(Verdict.MET);

    // when
    machine.write(count, "20");

    // then
    assertThat(check.look().found()).contains("slowed down 3 times");
    assertThat(check.look().verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void a_laptop_on_its_battery_is_found() throws IOException {
    // given
    SysTree laptop =
        SysTree.empty(root)
            .write("sys/class/power_supply/BAT0/type", "Battery")
            .write("sys/class/power_supply/AC/type", "Mains")
            .write("sys/class/power_supply/AC/online", "1");
    MainsPower check = new MainsPower(host(laptop));
    assertThat(check.look().verdict()).isEqualTo(Verdict.MET);

    // when
    laptop.write("sys/class/power_supply/AC/online", "0");

    // then
    assertThat(check.look()).isEqualTo(Finding.notMet("it runs on its battery", "plug it in"));
  }

  @Test
  void hidden_processes_prove_nothing() throws IOException {
    // given
    SysTree server = SysTree.of("amd-server", root).remove("proc/1/comm");

    // when, then
    assertThat(UnwantedPrograms.ntp(host(server)).look().verdict()).isEqualTo(Verdict.UNSEEN);
  }

  private Host host(SysTree machine) {
    return new Host(machine.proc(), machine.sys(), root.resolve("run"), root);
  }
}
