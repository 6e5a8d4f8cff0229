package io.tacet.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import io.tacet.worker.config.WorkerSettings.TemperatureLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemChecksTest {

  @TempDir Path root;

  @BeforeEach
  void aCalmMachine() throws IOException {
    Files.writeString(root.resolve("meminfo"), "MemTotal: 9000000 kB\nMemAvailable: 4194304 kB\n");
    Files.writeString(root.resolve("loadavg"), "0.10 0.20 0.30 1/200 4242\n");
  }

  @Test
  void a_calm_machine_passes() {
    assertThat(result("free-memory").getPassed()).isTrue();
    assertThat(result("other-load").getPassed()).isTrue();
    assertThat(result("free-memory").getMessage()).isEqualTo("4096 MiB available");
  }

  @Test
  void too_little_memory_is_an_error() throws IOException {
    // given
    Files.writeString(root.resolve("meminfo"), "MemAvailable: 1048576 kB\n");

    // when, then
    assertThat(result("free-memory").getLevel()).isEqualTo(CheckLevel.ERROR);
    assertThat(result("free-memory").getMessage()).contains("2048 MiB are needed");
  }

  @Test
  void another_load_is_a_warning() throws IOException {
    // given
    Files.writeString(root.resolve("loadavg"), "1.10 0.20 0.30 1/200 4242\n");

    // when, then
    assertThat(result("other-load").getLevel()).isEqualTo(CheckLevel.WARN);
    assertThat(result("other-load").getPassed()).isFalse();
  }

  @Test
  void what_cannot_be_checked_is_a_warning_with_the_reason() throws IOException {
    // given
    Files.delete(root.resolve("meminfo"));

    // when, then
    assertThat(result("free-memory").getLevel()).isEqualTo(CheckLevel.WARN);
    assertThat(result("free-memory").getMessage()).contains("meminfo");
  }

  @Test
  void a_temperature_is_found_by_chip_and_label() throws IOException {
    // given
    Path chip = root.resolve("class/hwmon/hwmon3");
    Files.createDirectories(chip);
    Files.writeString(chip.resolve("name"), "coretemp\n");
    Files.writeString(chip.resolve("temp1_label"), "Package id 0\n");
    Files.writeString(chip.resolve("temp1_input"), "41500\n");
    Files.writeString(chip.resolve("temp2_label"), "Core 0\n");
    Files.writeString(chip.resolve("temp2_input"), "39000\n");

    // when, then
    assertThat(celsius("coretemp", "Core 0")).isEqualTo(39.0);
    assertThat(celsius("coretemp", "Package id 0")).isEqualTo(41.5);
  }

  @Test
  void a_thermal_zone_is_found_by_its_type() throws IOException {
    // given
    Path zone = root.resolve("class/thermal/thermal_zone0");
    Files.createDirectories(zone);
    Files.writeString(zone.resolve("type"), "cpu-thermal\n");
    Files.writeString(zone.resolve("temp"), "50000\n");

    // when, then
    assertThat(celsius("cpu-thermal", "")).isEqualTo(50.0);
  }

  @Test
  void a_machine_without_the_sensor_has_no_temperature() {
    assertThat(new TemperatureSensor(root, new TemperatureLimit("none", "", 40)).read()).isEmpty();
  }

  private double celsius(String chip, String feature) {
    return new TemperatureSensor(root, new TemperatureLimit(chip, feature, 40))
        .read()
        .orElseThrow()
        .getCelsius();
  }

  private CheckResult result(String name) {
    List<CheckResult> results = new SystemChecks(root, root, 2).run();
    return results.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
  }
}
