package io.tacet.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.machine.MachineId;
import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.Temperature;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.check.Host;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.gate.temperature.Acclimatization;
import io.tacet.worker.gate.temperature.SimulatedMachine;
import io.tacet.worker.hwmon.SysTree;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a clock that only a wait moves, and files that a wait may change. */
class GateTest {

  private static final String STAT = "cpu  %d 0 500 %d 100 0 20 0 0 0";
  private static final String OWN = "7 (java) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 300 1 1";

  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @TempDir private Path root;

  private final List<String> told = new ArrayList<>();
  private final List<CheckResult> seen = new ArrayList<>();
  private final List<Double> temperatures = new ArrayList<>();
  private SysTree tree = SysTree.empty(Path.of("unset"));
  private SimulatedMachine machine;
  private Runnable meanwhile = () -> {};
  private @Nullable Duration stopAfter;
  private long busyTicks = 1000;
  private long idleTicks = 90_000;
  private double othersShare;

  GateTest(@TempDir Path simulated) {
    machine = new SimulatedMachine(simulated, 38, 35, 2);
  }

  @BeforeEach
  void aMachineAsItShouldBe() throws IOException {
    tree =
        SysTree.empty(root)
            .write("proc/meminfo", "MemAvailable: 4194304 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB")
            .write("proc/self/stat", OWN)
            .write("proc/1/comm", "init")
            .write("sys/devices/system/cpu/intel_pstate/no_turbo", "1");
    showTicks();
  }

  @Test
  void a_fit_machine_lets_a_job_through_after_the_window_of_the_background() throws Exception {
    // given
    Gate gate = gate(MachineKind.BENCHMARKING, false);

    // when
    Optional<String> refusal = gate.admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isEmpty();
    assertThat(told).isEmpty();
    assertThat(now()).isEqualTo(Duration.ofSeconds(1));
    assertThat(seen).extracting(CheckResult::getName).isEqualTo(SystemChecks.NAMES);
  }

  @Test
  void a_machine_that_was_looked_at_long_enough_before_lets_it_through_at_once() throws Exception {
    // given
    Gate gate = gate(MachineKind.BENCHMARKING, false);
    gate.look();
    pass(Duration.ofSeconds(20));

    // when
    Duration before = now();
    assertThat(gate.admit(Orders.held("o"), () -> true)).isEmpty();

    // then
    assertThat(now()).isEqualTo(before);
  }

  @Test
  void what_the_job_used_is_no_background_of_the_next_one() throws Exception {
    // given
    Gate gate = gate(MachineKind.BENCHMARKING, false);
    assertThat(gate.admit(Orders.held("o"), () -> true)).isEmpty();
    othersShare = 1;
    pass(Duration.ofMinutes(10));
    othersShare = 0;

    // when, then
    assertThat(gate.admit(Orders.held("p"), () -> true)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void a_check_that_objects_blocks_until_it_is_mended() throws Exception {
    // given
    write("sys/devices/system/cpu/intel_pstate/no_turbo", "0");
    meanwhile =
        () -> {
          if (now().compareTo(Duration.ofMinutes(3)) > 0) {
            write("sys/devices/system/cpu/intel_pstate/no_turbo", "1");
          }
        };

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, false).admit(Orders.held("o"), () -> true);

    // then: told at once and with every heartbeat
    assertThat(refusal).isEmpty();
    assertThat(told).hasSize(6).allMatch(line -> line.contains("turbo: turbo is on; write 1 to"));
    assertThat(told.get(0)).startsWith("BLOCKED changed");
    assertThat(told.get(1)).startsWith("BLOCKED still");
  }

  @Test
  void a_check_that_objects_until_the_deadline_refuses_the_job() throws Exception {
    // given
    write("sys/devices/system/cpu/intel_pstate/no_turbo", "0");

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, false).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal.orElseThrow())
        .startsWith("The machine did not become fit to measure in time: turbo: turbo is on");
    assertThat(now()).isEqualTo(DEADLINE.plusSeconds(1));
  }

  @Test
  void background_is_waited_for() throws Exception {
    // given
    othersShare = 0.5;
    meanwhile =
        () -> {
          if (now().compareTo(Duration.ofSeconds(30)) > 0) {
            othersShare = 0;
          }
        };

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, false).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isEmpty();
    assertThat(told.get(0)).contains("background-cpu: 50.0 % of all CPUs used by others in 1.0 s");
    assertThat(now()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(45));
  }

  @Test
  void a_development_machine_reports_and_lets_it_through() throws Exception {
    // given
    write("proc/meminfo", "MemAvailable: 1024 kB");
    othersShare = 1;

    // when
    Optional<String> refusal =
        gate(MachineKind.DEVELOPMENT, false).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isEmpty();
    assertThat(now()).isZero();
    assertThat(result("free-memory").getPassed()).isFalse();
    assertThat(result("free-memory").getLevel()).isEqualTo(CheckLevel.ERROR);
  }

  @Test
  void a_job_may_ask_for_more_than_the_operator_does() throws Exception {
    // given: a warning that no waiting can end
    write("proc/812/comm", "chronyd");
    Gate gate = gate(MachineKind.BENCHMARKING, false);
    assertThat(gate.admit(Orders.held("o"), () -> true)).isEmpty();

    // when
    Duration before = now();
    Optional<String> refusal = gate.admit(asking(CheckLevel.WARN), () -> true);

    // then: at once, so that it does not hold up the jobs behind it
    assertThat(refusal.orElseThrow())
        .startsWith("This machine does not meet what the job asks of it: ntp: chronyd");
    assertThat(now().minus(before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_warning_that_may_pass_is_waited_for_where_a_job_asks_for_it() throws Exception {
    // given
    write("proc/900/comm", "dpkg");
    meanwhile =
        () -> {
          if (now().compareTo(Duration.ofMinutes(1)) > 0) {
            write("proc/900/comm", "gone");
          }
        };

    // when, then
    assertThat(gate(MachineKind.BENCHMARKING, false).admit(asking(CheckLevel.WARN), () -> true))
        .isEmpty();
    assertThat(told.get(0)).contains("updates: dpkg (process 900) runs");
  }

  @Test
  void a_job_may_ask_for_what_can_be_seen_at_all() throws Exception {
    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, false).admit(asking(CheckLevel.INFO), () -> true);

    // then
    assertThat(refusal.orElseThrow()).contains("rapl: cannot be seen here");
  }

  @Test
  void too_hot_it_cools_and_says_so_with_the_temperature() throws Exception {
    // given
    machine = new SimulatedMachine(root.resolve("hot"), 60, 35, 2);

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isEmpty();
    assertThat(told.get(0)).startsWith("COOLING changed").contains("a job starts at 45.0 °C");
    assertThat(told).hasSizeGreaterThan(3).noneMatch(line -> line.startsWith("WARMING"));
    assertThat(temperatures.get(0)).isGreaterThan(60);
    assertThat(temperatures.get(temperatures.size() - 1)).isBetween(44.0, 45.0);
  }

  @Test
  void too_cold_it_is_warmed_and_starts_within_the_band_without_load() throws Exception {
    // given
    machine = new SimulatedMachine(root.resolve("cold"), 24, 35, 2);

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isEmpty();
    assertThat(told.get(0)).startsWith("WARMING changed").contains("warming up on all cores");
    assertThat(machine.isLoaded()).isFalse();
    assertThat(machine.celsius()).isBetween(35.0, 45.0);
  }

  @Test
  void a_sensor_that_is_gone_is_tried_until_the_deadline() throws Exception {
    // given
    machine.sensorGone(true);

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal.orElseThrow())
        .contains("the temperature cannot be read", "no chip 'coretemp' here");
    assertThat(told.get(0)).startsWith("BLOCKED changed");
    assertThat(now()).isGreaterThanOrEqualTo(DEADLINE);
  }

  @Test
  void a_sensor_that_comes_again_lets_the_job_through() throws Exception {
    // given
    machine.sensorGone(true);
    meanwhile = () -> machine.sensorGone(now().compareTo(Duration.ofMinutes(1)) < 0);

    // when, then
    assertThat(gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true)).isEmpty();
  }

  @Test
  void at_the_deadline_the_load_ends() throws Exception {
    // given: a base that can't be reached
    machine = new SimulatedMachine(root.resolve("cold"), 22, 3, 0);

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal.orElseThrow()).contains("warming up on all cores");
    assertThat(machine.loadSeconds()).isGreaterThan(500);
    assertThat(machine.isLoaded()).isFalse();
  }

  @Test
  void when_the_worker_is_stopped_the_load_ends() {
    // given
    machine = new SimulatedMachine(root.resolve("cold"), 22, 3, 0);
    stopAfter = Duration.ofSeconds(10);
    Gate gate = gate(MachineKind.BENCHMARKING, true);

    // when, then
    assertThatThrownBy(() -> gate.admit(Orders.held("o"), () -> true))
        .isInstanceOf(StoppedException.class);
    assertThat(machine.loadSeconds()).isGreaterThan(5);
    assertThat(machine.isLoaded()).isFalse();
  }

  @Test
  void an_order_nobody_wants_any_more_is_seen_at_the_next_look_and_the_load_ends()
      throws Exception {
    // given
    machine = new SimulatedMachine(root.resolve("cold"), 22, 3, 0);
    Gate gate = gate(MachineKind.BENCHMARKING, true);

    // when
    Optional<String> refusal =
        gate.admit(Orders.held("o"), () -> now().compareTo(Duration.ofMinutes(1)) < 0);

    // then
    assertThat(refusal).contains("Nobody wants the job any more");
    assertThat(now()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(65));
    assertThat(machine.isLoaded()).isFalse();
  }

  @Test
  void an_order_for_a_fit_machine_is_not_asked_for_again() throws Exception {
    // when, then: what was read with the order is the last word
    assertThat(gate(MachineKind.BENCHMARKING, false).admit(Orders.held("o"), () -> false))
        .isEmpty();
  }

  @Test
  void nothing_is_heated_while_a_check_objects() throws Exception {
    // given
    machine = new SimulatedMachine(root.resolve("cold"), 24, 35, 2);
    write("sys/devices/system/cpu/intel_pstate/no_turbo", "0");

    // when
    Optional<String> refusal =
        gate(MachineKind.BENCHMARKING, true).admit(Orders.held("o"), () -> true);

    // then
    assertThat(refusal).isPresent();
    assertThat(machine.starts()).isZero();
    assertThat(temperatures).isNotEmpty();
  }

  private Gate gate(MachineKind kind, boolean withTemperature) {
    GateSettings settings =
        new GateSettings(
            CheckLevel.ERROR,
            Map.of(),
            Duration.ofSeconds(5),
            1L << 30,
            1,
            5,
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            root.resolve("run"));
    Optional<Acclimatization> temperature =
        withTemperature
            ? Optional.of(
                new Acclimatization(
                    machine.thermometer(), 45, 10, machine, () -> machine.nanoTime()))
            : Optional.empty();
    return new Gate(
        settings(kind),
        settings,
        SystemChecks.of(
            new Host(tree.proc(), tree.sys(), root.resolve("run"), root),
            kind,
            settings.limits(),
            InstantSource.system(),
            () -> machine.nanoTime()),
        temperature,
        new Recorded(),
        this::pause,
        () -> machine.nanoTime());
  }

  private WorkerSettings settings(MachineKind kind) {
    Duration minute = Duration.ofMinutes(1);
    return new WorkerSettings(
        new MachineId("m1"),
        kind,
        root,
        Duration.ofSeconds(30),
        Duration.ZERO,
        minute,
        minute,
        minute,
        DEADLINE,
        1 << 20,
        List.of(),
        minute,
        tree.proc(),
        tree.sys(),
        Optional.empty());
  }

  private void pause(Duration duration) throws StoppedException {
    pass(duration);
    Duration limit = stopAfter;
    if (limit != null && now().compareTo(limit) >= 0) {
      throw new StoppedException();
    }
  }

  private void pass(Duration duration) {
    machine.pass(duration);
    long ticks = duration.toMillis() / 10;
    busyTicks += Math.round(ticks * othersShare);
    idleTicks += ticks - Math.round(ticks * othersShare);
    showTicks();
    meanwhile.run();
  }

  private void showTicks() {
    write("proc/stat", STAT.formatted(busyTicks, idleTicks));
  }

  private Duration now() {
    return Duration.ofNanos(machine.nanoTime());
  }

  private void write(String file, String text) {
    try {
      tree.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CheckResult result(String name) {
    return seen.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
  }

  private static HeldOrder asking(CheckLevel level) {
    HeldOrder held = Orders.held("o");
    held.order().setCheckThreshold(level);
    return held;
  }

  /** Keeps what is told. */
  private final class Recorded implements GateVoice {

    @Override
    public void seen(List<CheckResult> checks, @Nullable Temperature temperature) {
      seen.clear();
      seen.addAll(checks);
      if (temperature != null) {
        temperatures.add(temperature.getCelsius());
      }
    }

    @Override
    public void unfit(
        HeldOrder held, MachineState state, boolean changed, Duration within, String why) {
      told.add("%s %s %s".formatted(state, changed ? "changed" : "still", why));
    }
  }
}
