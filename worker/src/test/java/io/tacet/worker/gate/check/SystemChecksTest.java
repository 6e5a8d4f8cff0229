package io.tacet.worker.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.gate.check.Finding.Verdict;
import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemChecksTest {

  private static final String OWN_STAT =
      "77 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0 300 1 1";

  @TempDir private Path root;

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void a_desktop_prepared_for_benchmarking_is_what_it_says() throws IOException {
    // given
    SysTree desktop = SysTree.of("intel-desktop", root);

    // when
    Made made = afterAWindow(desktop, MachineKind.BENCHMARKING);

    // then
    assertThat(made.names()).containsExactlyElementsOf(SystemChecks.NAMES);
    assertThat(made.all())
        .filteredOn(check -> check.finding().verdict() == Verdict.NOT_MET)
        .isEmpty();
    assertThat(made.names(Verdict.UNSEEN))
        .containsExactly("timers", "sessions", "mains-power", "throttling");
    assertThat(made.get("turbo").finding().found()).isEqualTo("turbo is off");
    assertThat(made.get("frequency").finding().found()).isEqualTo("all CPUs at 3600 MHz");
    assertThat(made.get("c-states").finding().found()).isEqualTo("no C-state deeper than C1 is on");
    assertThat(made.get("free-memory").finding().found()).isEqualTo("29405 MiB available");
  }

  @Test
  void the_same_desktop_is_no_profiling_machine() throws IOException {
    // given
    SysTree desktop = SysTree.of("intel-desktop", root);

    // when
    Made made = afterAWindow(desktop, MachineKind.PROFILING);

    // then
    assertThat(made.names(Verdict.NOT_MET))
        .containsExactly("turbo", "smt", "governor", "frequency", "c-states");
    assertThat(made.get("turbo").level()).isEqualTo(CheckLevel.WARN);
    assertThat(made.get("turbo").finding().toDo()).startsWith("write 0 to").endsWith("no_turbo");
  }

  @Test
  void a_server_as_it_was_installed_is_told_all_that_is_to_be_mended() throws IOException {
    // given
    SysTree server = SysTree.of("amd-server", root);

    // when
    Made made = afterAWindow(server, MachineKind.BENCHMARKING);

    // then
    assertThat(made.names(Verdict.NOT_MET))
        .containsExactly(
            "turbo",
            "smt",
            "governor",
            "frequency",
            "c-states",
            "free-memory",
            "swap",
            "ntp",
            "cron",
            "clock-source",
            "ksm",
            "numa-balancing",
            "nmi-watchdog");
    assertThat(made.all())
        .filteredOn(check -> check.isObjection(CheckLevel.ERROR))
        .extracting(Checked::name)
        .containsExactly("turbo", "smt", "frequency", "c-states", "free-memory");
    assertThat(made.get("turbo").finding().toDo()).startsWith("write 0 to").endsWith("boost");
    assertThat(made.get("frequency").finding().found())
        .isEqualTo("1500 to 2450 MHz, 8 of 8 policies scale");
    assertThat(made.get("c-states").finding().found())
        .isEqualTo("C-states deeper than C1 are on: C2");
    assertThat(made.get("ntp").finding().found()).isEqualTo("chronyd (process 812) runs");
    assertThat(made.get("swap").finding().found()).isEqualTo("379 MiB of swap are in use");
    assertThat(made.get("power-cap").finding().verdict()).isEqualTo(Verdict.UNSEEN);
  }

  @Test
  void as_a_profiling_machine_it_has_what_it_needs() throws IOException {
    // given
    SysTree server = SysTree.of("amd-server", root);

    // when
    Made made = afterAWindow(server, MachineKind.PROFILING);

    // then
    assertThat(made.names(Verdict.MET))
        .contains("turbo", "smt", "governor", "frequency", "c-states");
  }

  @Test
  void a_development_machine_may_have_it_as_it_likes() throws IOException {
    // given
    SysTree server = SysTree.of("amd-server", root);

    // when
    Made made = afterAWindow(server, MachineKind.DEVELOPMENT);

    // then
    assertThat(made.get("turbo").finding()).isEqualTo(Finding.met("turbo is on"));
    assertThat(made.get("turbo").level()).isEqualTo(CheckLevel.INFO);
  }

  @Test
  void of_a_virtual_machine_much_cannot_be_seen_and_that_is_no_objection() throws IOException {
    // given
    SysTree vm = SysTree.of("vm", root);

    // when
    Made made = afterAWindow(vm, MachineKind.BENCHMARKING);

    // then
    assertThat(made.names(Verdict.UNSEEN))
        .contains("turbo", "governor", "frequency", "c-states", "rapl", "power-cap");
    assertThat(made.get("smt").finding()).isEqualTo(Finding.met("these CPUs have no SMT"));
    assertThat(made.get("turbo").isMet()).isFalse();
    assertThat(made.get("turbo").level()).isEqualTo(CheckLevel.INFO);
    assertThat(made.get("turbo").finding().found()).startsWith("cannot be seen here: ");
    assertThat(made.names(Verdict.NOT_MET)).containsExactly("virtual-machine");
    assertThat(made.all()).noneMatch(check -> check.isObjection(CheckLevel.ERROR));
  }

  @ParameterizedTest
  @EnumSource(
      value = MachineKind.class,
      names = {"BENCHMARKING", "PROFILING", "DEVELOPMENT"})
  void of_a_machine_that_shows_nothing_nothing_is_proved(MachineKind kind) {
    // given
    SysTree empty = SysTree.empty(root);

    // when
    Made made = made(checks(empty, kind, Map.of()).run());

    // then: the disk is the test's own
    assertThat(made.names(Verdict.NOT_MET)).isEmpty();
    assertThat(made.names(Verdict.MET)).containsExactly("free-disk");
  }

  @ParameterizedTest
  @EnumSource(
      value = MachineKind.class,
      names = {"BENCHMARKING", "PROFILING"})
  void truncated_and_hostile_files_are_said_to_be_unreadable(MachineKind kind) throws IOException {
    // given: each file of the server cut, emptied, or filled with noise
    SysTree server = SysTree.of("amd-server", root);
    Random random = new Random(7);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        Files.write(file, random.nextInt(3) == 0 ? new byte[0] : noise);
      }
    }
    SystemChecks checks = checks(server, kind, Map.of());

    // when
    checks.begin();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    Made made = made(checks.run());

    // then
    assertThat(made.names()).containsExactlyElementsOf(SystemChecks.NAMES);
    for (String name :
        List.of("turbo", "smt", "frequency", "c-states", "background-cpu", "free-memory")) {
      assertThat(made.get(name).finding().verdict()).as(name).isEqualTo(Verdict.UNSEEN);
    }
  }

  @Test
  void background_is_what_others_use_between_two_looks() throws IOException {
    // given: 4 CPUs for 10 s, 800 ticks busy, of which 500 were the worker's
    SysTree machine =
        SysTree.empty(root)
            .write("proc/stat", "cpu  1000 0 500 90000 100 0 20 0 0 0")
            .write("proc/self/stat", OWN_STAT.formatted(50));
    SystemChecks checks = checks(machine, MachineKind.BENCHMARKING, Map.of());
    checks.begin();
    assertThat(checks.missing()).isEqualTo(Duration.ofSeconds(1));
    assertThat(background(checks).finding().found()).contains("not measured yet");

    // when
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    machine
        .write("proc/stat", "cpu  1700 0 600 93190 110 0 20 0 0 0")
        .write("proc/self/stat", OWN_STAT.formatted(550));

    // then
    assertThat(checks.missing()).isZero();
    Checked made = background(checks);
    assertThat(made.finding().found()).isEqualTo("7.5 % of all CPUs used by others in 10.0 s");
    assertThat(made.isObjection(CheckLevel.ERROR)).isTrue();
    assertThat(made.mayPass()).isTrue();

    // when: calm from then on
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    machine.write("proc/stat", "cpu  1710 0 600 97190 110 0 20 0 0 0");

    // then
    assertThat(background(checks).finding().verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void an_operator_may_give_a_check_another_level() throws IOException {
    // given
    SysTree server = SysTree.of("amd-server", root);

    // when
    Made made =
        made(checks(server, MachineKind.BENCHMARKING, Map.of("smt", CheckLevel.INFO)).run());

    // then
    assertThat(made.get("smt").isObjection(CheckLevel.WARN)).isFalse();
    assertThat(made.get("turbo").isObjection(CheckLevel.WARN)).isTrue();
  }

  @Test
  void this_machine_is_plausible() {
    // given
    SystemChecks checks =
        SystemChecks.of(
            new Host(Path.of("/proc"), Path.of("/sys"), Path.of("/run"), root),
            MachineKind.BENCHMARKING,
            limits(Map.of()),
            InstantSource.system(),
            nanos::get);

    // when
    Made made = made(checks.run());

    // then
    assertThat(made.get("free-memory").finding().found()).matches("[1-9]\\d* MiB available");
    assertThat(made.get("free-disk").finding().found()).matches("\\d+ MiB free in .*");
    assertThat(made.get("swap").finding().verdict()).isNotEqualTo(Verdict.UNSEEN);
    assertThat(made.get("ntp").finding().verdict()).isNotEqualTo(Verdict.UNSEEN);
    assertThat(made.get("background-cpu").finding().found()).contains("not measured yet");
  }

  private Made afterAWindow(SysTree machine, MachineKind kind) throws IOException {
    machine.write("proc/self/stat", OWN_STAT.formatted(0));
    SystemChecks checks = checks(machine, kind, Map.of());
    checks.begin();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    String line = KeyedLines.find(machine.proc().resolve("stat"), "cpu ").orElseThrow();
    List<String> words = List.of(line.split(" ", -1));
    String idle = Long.toString(Long.parseLong(words.get(3)) + 400);
    machine.write("proc/stat", "cpu  " + line.replace(words.get(3), idle));
    return made(checks.run());
  }

  private static Checked background(SystemChecks checks) {
    return made(checks.run()).get("background-cpu");
  }

  private SystemChecks checks(SysTree machine, MachineKind kind, Map<String, CheckLevel> levels) {
    return SystemChecks.of(
        host(machine), kind, limits(levels), InstantSource.fixed(Instant.EPOCH), nanos::get);
  }

  private static SystemChecks.Limits limits(Map<String, CheckLevel> levels) {
    return new SystemChecks.Limits(
        2L << 30, 1, 5, Duration.ofSeconds(1), Duration.ofHours(1), levels);
  }

  private Host host(SysTree machine) {
    return new Host(machine.proc(), machine.sys(), root.resolve("run"), root);
  }

  private static Made made(List<Checked> checks) {
    return new Made(checks);
  }

  /** All that were made, to be asked by name. */
  private record Made(List<Checked> all) {
    Checked get(String name) {
      return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    List<String> names() {
      return all.stream().map(Checked::name).toList();
    }

    List<String> names(Verdict verdict) {
      return all.stream()
          .filter(check -> check.finding().verdict() == verdict)
          .map(Checked::name)
          .toList();
    }
  }
}
