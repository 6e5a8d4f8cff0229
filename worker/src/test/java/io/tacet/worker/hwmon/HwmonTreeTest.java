package io.tacet.worker.hwmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HwmonTreeTest {

  @TempDir Path root;

  @Test
  void a_desktop_s_chips_have_the_ids_of_lm_sensors() throws IOException {
    // when
    HwmonTree tree = new HwmonTree(SysTree.of("intel-desktop", root).sys());

    // then
    assertThat(tree.chips())
        .extracting(HwmonChip::id)
        .containsExactly(
            "acpitz-acpi-0",
            "coretemp-isa-0000",
            "drivetemp-scsi-2-0",
            "jc42-i2c-0-18",
            "nct6798-isa-0290",
            "nvme-pci-0200");
  }

  @Test
  void a_server_s_chips_have_the_ids_of_lm_sensors() throws IOException {
    // when
    HwmonTree tree = new HwmonTree(SysTree.of("amd-server", root).sys());

    // then
    assertThat(tree.chips())
        .extracting(HwmonChip::id)
        .containsExactly(
            "amdgpu-pci-4100",
            "bonding_test-virtual-0",
            "k10temp-pci-00c3",
            "k10temp-pci-00cb",
            "power_meter-acpi-0");
  }

  @Test
  void a_machine_without_chips_has_none() throws IOException {
    assertThat(new HwmonTree(SysTree.of("vm", root).sys()).chips()).isEmpty();
  }

  @Test
  void a_feature_is_found_by_label_or_name_and_read_in_its_unit() throws IOException {
    // given
    HwmonTree tree = new HwmonTree(SysTree.of("intel-desktop", root).sys());

    // when
    HwmonFeature core = tree.feature("coretemp-isa-0000", "Core 1");

    // then
    assertThat(core.name()).isEqualTo("temp3");
    assertThat(core.read()).isEqualTo(39.0);
    assertThat(core.limit("crit")).isEqualTo(OptionalDouble.of(100.0));
    assertThat(core.limit("min")).isEmpty();
    assertThat(tree.feature("coretemp-isa-0000", "temp3")).isEqualTo(core);
    assertThat(tree.feature("coretemp", "").label()).isEqualTo("Package id 0");
    assertThat(tree.feature("nct6798-isa-0290", "AVCC").read()).isCloseTo(3.312, within(1e-9));
    assertThat(tree.feature("nct6798-isa-0290", "fan7").read()).isEqualTo(1201.0);
  }

  @Test
  void the_number_of_a_chip_may_change() throws IOException {
    // given
    SysTree machine = SysTree.of("intel-desktop", root);
    HwmonTree tree = new HwmonTree(machine.sys());
    assertThat(tree.feature("coretemp-isa-0000", "Package id 0").read()).isEqualTo(41.0);

    // when
    machine
        .remove("sys/class/hwmon/hwmon2")
        .link("sys/class/hwmon/hwmon9", "../../devices/platform/coretemp.0/hwmon/hwmon9")
        .link("sys/devices/platform/coretemp.0/hwmon/hwmon9/device", "../..")
        .write("sys/devices/platform/coretemp.0/hwmon/hwmon9/name", "coretemp")
        .write("sys/devices/platform/coretemp.0/hwmon/hwmon9/temp1_label", "Package id 0")
        .write("sys/devices/platform/coretemp.0/hwmon/hwmon9/temp1_input", "52000");

    // then
    assertThat(tree.feature("coretemp-isa-0000", "Package id 0").read()).isEqualTo(52.0);
  }

  @Test
  void a_power_meter_s_average_is_its_reading() throws IOException {
    // when
    HwmonTree tree = new HwmonTree(SysTree.of("amd-server", root).sys());

    // then
    assertThat(tree.feature("power_meter", "power1").read()).isEqualTo(184.0);
    assertThat(tree.feature("amdgpu", "slowPPT").quantity()).isEqualTo(Quantity.POWER);
  }

  @Test
  void what_is_not_there_is_said_with_what_is() throws IOException {
    // given
    HwmonTree desktop = new HwmonTree(SysTree.of("intel-desktop", root.resolve("a")).sys());
    HwmonTree server = new HwmonTree(SysTree.of("amd-server", root.resolve("b")).sys());
    HwmonTree vm = new HwmonTree(SysTree.of("vm", root.resolve("c")).sys());

    // when, then
    assertThatThrownBy(() -> desktop.feature("coretemp-isa-0001", ""))
        .isInstanceOf(NoSuchFeatureException.class)
        .hasMessage(
            "There is no chip 'coretemp-isa-0001' here, only: acpitz-acpi-0, coretemp-isa-0000,"
                + " drivetemp-scsi-2-0, jc42-i2c-0-18, nct6798-isa-0290, nvme-pci-0200");
    assertThatThrownBy(() -> desktop.feature("coretemp", "Package id 1"))
        .hasMessage(
            "coretemp-isa-0000 has no 'Package id 1', only: Package id 0, Core 0, Core 1, Core 2,"
                + " Core 3");
    assertThatThrownBy(() -> server.feature("k10temp", "Tctl"))
        .hasMessage(
            "'k10temp' is the name of 2 chips, give the id of one: k10temp-pci-00c3,"
                + " k10temp-pci-00cb");
    assertThatThrownBy(() -> vm.feature("coretemp", ""))
        .hasMessage("There is no chip 'coretemp' here, and no other");
  }

  @Test
  void a_probe_at_fault_is_no_reading() throws IOException {
    // given
    HwmonTree tree = new HwmonTree(SysTree.of("intel-desktop", root).sys());

    // when, then
    assertThatThrownBy(() -> tree.feature("nct6798-isa-0290", "AUXTIN3").read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at fault");
  }

  @Test
  void hostile_files_end_in_a_message() throws IOException {
    // given
    SysTree machine = SysTree.of("intel-desktop", root);
    String directory = "sys/devices/platform/coretemp.0/hwmon/hwmon2/";
    machine
        .write(directory + "temp1_input", "")
        .write(directory + "temp2_input", "99999999999999999999")
        .write(directory + "temp3_input", "41000\u0000\u001b[31m")
        .write(directory + "temp4_input", "9".repeat(100_000).getBytes(StandardCharsets.US_ASCII))
        .write(directory + "temp5_label", new byte[] {(byte) 0xff, (byte) 0xfe, 0})
        .write(directory + "temp99999_input", "1000")
        .write(directory + "temp6_max", "1000");
    HwmonTree tree = new HwmonTree(machine.sys());

    // when, then
    for (String label : new String[] {"Package id 0", "Core 0", "Core 1", "Core 2"}) {
      assertThatThrownBy(() -> tree.feature("coretemp", label).read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no whole number")
          .hasMessageNotContaining("\u001b")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
    assertThat(tree.feature("coretemp", "temp5").read()).isEqualTo(37.0);
  }

  @Test
  void a_chip_without_a_name_or_behind_a_dead_link_is_left_out() throws IOException {
    // given
    SysTree machine =
        SysTree.empty(root)
            .write("sys/class/hwmon/hwmon0/temp1_input", "1000")
            .write("sys/class/hwmon/hwmon1/name", "odd")
            .write("sys/class/hwmon/hwmon1/temp1_input", "1000");
    Files.createSymbolicLink(root.resolve("sys/class/hwmon/hwmon2"), Path.of("hwmon2"));

    // when, then
    assertThat(new HwmonTree(machine.sys()).chips())
        .extracting(HwmonChip::id)
        .containsExactly("odd-virtual-0");
  }

  @Test
  void before_linux_3_13_the_readings_lay_with_the_device() throws IOException {
    // given
    SysTree machine =
        SysTree.empty(root)
            .link("sys/class/hwmon/hwmon0/device", "../../../devices/platform/it87.552")
            .link("sys/devices/platform/it87.552/subsystem", "../../../bus/platform")
            .write("sys/devices/platform/it87.552/name", "it8718")
            .write("sys/devices/platform/it87.552/temp1_input", "29000");

    // when, then
    assertThat(new HwmonTree(machine.sys()).feature("it8718-isa-0228", "temp1").read())
        .isEqualTo(29.0);
  }

  @Test
  void this_machine_s_chips_can_be_listed() throws IOException {
    assertThat(new HwmonTree(Path.of("/sys")).chips())
        .allSatisfy(chip -> assertThat(chip.features()).isNotEmpty());
  }
}
