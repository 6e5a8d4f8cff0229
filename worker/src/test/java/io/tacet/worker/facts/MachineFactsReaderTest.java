package io.tacet.worker.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import io.tacet.worker.sensor.ProcTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFactsReaderTest {

  /** Of a Raspberry Pi 4, arm64: no model of the CPU, no cores, and the board's at the end. */
  private static final String ARM64 =
      """
      processor\t: 0
      BogoMIPS\t: 108.00
      Features\t: fp asimd evtstrm crc32 cpuid
      CPU implementer\t: 0x41
      CPU architecture: 8
      CPU variant\t: 0x0
      CPU part\t: 0xd08
      CPU revision\t: 3

      processor\t: 1
      BogoMIPS\t: 108.00
      CPU implementer\t: 0x41
      CPU part\t: 0xd08

      Revision\t: c03114
      Serial\t\t: 100000001234abcd
      Model\t\t: Raspberry Pi 4 Model B Rev 1.4
      """;

  private static final String ARM32 =
      """
      processor\t: 0
      model name\t: ARMv7 Processor rev 4 (v7l)
      BogoMIPS\t: 38.40
      CPU implementer\t: 0x41

      Hardware\t: BCM2835
      """;

  @TempDir private Path root;

  private ProcTree proc;

  @BeforeEach
  void plantTree() {
    proc = ProcTree.in(root);
  }

  @Test
  void a_machine_of_two_packages_with_two_threads_per_core() throws IOException {
    // given: 2 packages × 2 cores × 2 threads; cores are numbered alike in both, and with holes
    StringBuilder cpuinfo = new StringBuilder();
    int number = 0;
    for (int thread = 0; thread < 2; thread++) {
      for (int socket = 0; socket < 2; socket++) {
        for (int core : new int[] {0, 4}) {
          cpuinfo.append(x86(number++, socket, core));
        }
      }
    }
    proc.write("cpuinfo", cpuinfo.toString());
    proc.write("meminfo", "MemTotal:       3170893824 kB\nMemFree:        1 kB\n");
    proc.write("sys/kernel/hostname", "bench-03\n");
    proc.write("sys/kernel/osrelease", "6.1.0-28-amd64\n");
    proc.write("sys/kernel/arch", "x86_64\n");
    proc.write("os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");

    // when
    MachineFacts facts = read();

    // then: 3170893824 KiB, by hand
    assertThat(facts)
        .isEqualTo(
            MachineFacts.newBuilder()
                .setHostname("bench-03")
                .setCpuModel("Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz")
                .setLogicalCpus(8)
                .setPhysicalCores(4)
                .setMemoryBytes(3_246_995_275_776L)
                .setKernel("6.1.0-28-amd64")
                .setArchitecture("x86_64")
                .setOperatingSystem("Debian GNU/Linux 12 (bookworm)")
                .setWorkerVersion("1.2.3")
                .setKind(MachineKind.BENCHMARKING)
                .build());
  }

  @Test
  void an_arm_machine_tells_no_model_and_no_cores() throws IOException {
    // given
    proc.write("cpuinfo", ARM64);

    // when
    MachineFacts facts = read();

    // then: unknown rather than guessed
    assertThat(facts.getCpuModel()).isEqualTo("unknown");
    assertThat(facts.getLogicalCpus()).isEqualTo(2);
    assertThat(facts.getPhysicalCores()).isZero();
  }

  @Test
  void an_old_arm_machine_tells_its_model() throws IOException {
    // given
    proc.write("cpuinfo", ARM32);

    // when, then
    assertThat(read().getCpuModel()).isEqualTo("ARMv7 Processor rev 4 (v7l)");
    assertThat(read().getLogicalCpus()).isEqualTo(1);
  }

  @Test
  void a_virtual_machine_may_tell_cores_without_a_package() throws IOException {
    // given
    proc.write("cpuinfo", "processor\t: 0\ncore id\t\t: 0\n\nprocessor\t: 1\ncore id\t\t: 1\n");

    // when, then
    assertThat(read().getPhysicalCores()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_read_is_unknown_or_nought() {
    // when: nothing there at all
    MachineFacts facts = read();

    // then
    assertThat(facts.getHostname()).isEqualTo("unknown");
    assertThat(facts.getCpuModel()).isEqualTo("unknown");
    assertThat(facts.getKernel()).isEqualTo("unknown");
    assertThat(facts.getOperatingSystem()).isEqualTo("unknown");
    assertThat(facts.getLogicalCpus()).isZero();
    assertThat(facts.getPhysicalCores()).isZero();
    assertThat(facts.getMemoryBytes()).isZero();
    assertThat(facts.getWorkerVersion()).isEqualTo("1.2.3");
  }

  @Test
  void a_kernel_that_does_not_tell_its_architecture_has_that_of_java() throws IOException {
    // given: before Linux 6.1; Java says amd64 where everybody else says x86_64
    String java = System.getProperty("os.arch");

    // when, then
    assertThat(read().getArchitecture()).isEqualTo(java.equals("amd64") ? "x86_64" : java);

    // when
    proc.write("sys/kernel/arch", "riscv64\n");

    // then
    assertThat(read().getArchitecture()).isEqualTo("riscv64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PRETTY_NAME=\"Fedora Linux 41 (Server)\" | Fedora Linux 41 (Server)",
        "PRETTY_NAME='Alpine Linux v3.20'         | Alpine Linux v3.20",
        "PRETTY_NAME=Gentoo                       | Gentoo",
        "#PRETTY_NAME=no                          | unknown",
        "NAME=x                                   | unknown",
      })
  void the_operating_systems_name_may_be_quoted(String line, String name) throws IOException {
    // given
    proc.write("os-release", line + "\n");

    // when, then
    assertThat(read().getOperatingSystem()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "MemTotal: lots kB",
    "MemTotal: -5 kB",
    "MemTotal: 99999999999999999999 kB",
    "Mem: 5"
  })
  void memory_that_is_no_number_is_nought(String line) throws IOException {
    // given
    proc.write("meminfo", line + "\n");

    // when, then
    assertThat(read().getMemoryBytes()).isZero();
  }

  @Test
  void the_second_place_for_the_systems_name_is_looked_at_when_the_first_is_not_there()
      throws IOException {
    // given
    proc.write("lib/os-release", "PRETTY_NAME=second\n");
    List<Path> places = List.of(root.resolve("etc/os-release"), root.resolve("lib/os-release"));

    // when
    MachineFacts facts = new MachineFactsReader(root, places).read("1", MachineKind.UNKNOWN);

    // then
    assertThat(facts.getOperatingSystem()).isEqualTo("second");
  }

  @Test
  void this_machine_has_as_many_cpus_as_java_sees_or_more() {
    // when: Java may be held to some of them
    MachineFacts facts =
        new MachineFactsReader(Path.of("/proc")).read("1", MachineKind.DEVELOPMENT);

    // then
    assertThat(facts.getLogicalCpus())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(facts.getKernel()).isEqualTo(System.getProperty("os.version"));
    assertThat(facts.getMemoryBytes()).isGreaterThan(Runtime.getRuntime().totalMemory());
  }

  private MachineFacts read() {
    return new MachineFactsReader(root, List.of(root.resolve("os-release")))
        .read("1.2.3", MachineKind.BENCHMARKING);
  }

  private static String x86(int number, int socket, int core) {
    return """
        processor\t: %d
        vendor_id\t: GenuineIntel
        cpu family\t: 6
        model\t\t: 85
        model name\t: Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz
        physical id\t: %d
        siblings\t: 4
        core id\t\t: %d
        cpu cores\t: 2
        power management:

        """
        .formatted(number, socket, core);
  }
}
