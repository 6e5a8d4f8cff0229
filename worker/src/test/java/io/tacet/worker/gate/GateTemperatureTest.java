package io.tacet.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.schema.MachineKind;
import io.tacet.worker.gate.temperature.SimulatedMachine;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.stop.StoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTemperatureTest extends GateSimulation {

  GateTemperatureTest(@TempDir Path simulated) {
    super(simulated);
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
}
