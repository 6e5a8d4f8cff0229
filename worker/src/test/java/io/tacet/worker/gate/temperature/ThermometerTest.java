package io.tacet.worker.gate.temperature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThermometerTest {

  @TempDir private Path root;

  @Test
  void it_reads_a_chip_by_id_and_label_or_a_thermal_zone_by_type() throws IOException {
    // given
    Path sys = SysTree.of("intel-desktop", root).sys();

    // when, then
    assertThat(new Thermometer(sys, "coretemp-isa-0000", "Package id 0").celsius()).isEqualTo(41.0);
    assertThat(new Thermometer(sys, "coretemp", "").celsius()).isEqualTo(41.0);
    assertThat(new Thermometer(sys, "x86_pkg_temp", "").celsius()).isEqualTo(41.0);
    assertThat(new Thermometer(sys, "acpitz", "").celsius()).isEqualTo(27.8);
  }

  @Test
  void what_is_no_temperature_is_said_not_to_be_one() throws IOException {
    // given
    SysTree machine = SysTree.of("intel-desktop", root);
    Path sys = machine.sys();
    machine.write("sys/class/thermal/thermal_zone1/temp", "999000");

    // when, then
    assertThatThrownBy(() -> new Thermometer(sys, "nct6798", "fan2").celsius())
        .hasMessage("nct6798 fan2 is no temperature");
    assertThatThrownBy(() -> new Thermometer(sys, "x86_pkg_temp", "").celsius())
        .hasMessage("x86_pkg_temp gives 999.0 °C, which cannot be");
    assertThatThrownBy(() -> new Thermometer(sys, "k10temp", "Tctl").celsius())
        .hasMessageContaining("There is no chip 'k10temp' here, only:");
  }
}
