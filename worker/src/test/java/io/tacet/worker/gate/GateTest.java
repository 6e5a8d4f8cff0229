package io.tacet.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import io.tacet.schema.MachineKind;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.loop.Orders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest extends GateSimulation {

  GateTest(@TempDir Path simulated) {
    super(simulated);
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
  void an_order_for_a_fit_machine_is_not_asked_for_again() throws Exception {
    // when, then: what was read with the order is the last word
    assertThat(gate(MachineKind.BENCHMARKING, false).admit(Orders.held("o"), () -> false))
        .isEmpty();
  }
}
