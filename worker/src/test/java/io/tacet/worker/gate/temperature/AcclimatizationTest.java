package io.tacet.worker.gate.temperature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.worker.gate.temperature.Acclimatization.Look;
import io.tacet.worker.gate.temperature.Acclimatization.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcclimatizationTest {

  private static final Duration STEP = Duration.ofSeconds(2);

  @TempDir private Path root;

  @Test
  void in_between_it_is_fit_and_stays_so() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 38, 35, 2);
    Acclimatization loop = loop(machine, 45, 10);

    // when
    Look look = loop.look();

    // then
    assertThat(look.state()).isEqualTo(State.FIT);
    assertThat(look.celsius()).hasValue(40.0);
    assertThat(machine.starts()).isZero();
  }

  @Test
  void base_itself_is_fit_and_the_lower_end_is_too_cold() {
    // given
    Acclimatization atBase = loop(new SimulatedMachine(root.resolve("a"), 43, 35, 2), 45, 10);
    Acclimatization atLow = loop(new SimulatedMachine(root.resolve("b"), 33, 35, 2), 45, 10);

    // when, then
    assertThat(atBase.look().state()).isEqualTo(State.FIT);
    assertThat(atLow.look().state()).isEqualTo(State.WARMING);
  }

  @Test
  void too_hot_it_cools_without_load_until_base() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 60, 35, 2);
    Acclimatization loop = loop(machine, 45, 10);

    // when
    List<Look> looks = untilFit(machine, loop, Duration.ofHours(1));

    // then
    assertThat(states(looks)).containsExactly(State.COOLING, State.FIT);
    assertThat(looks.get(0).message())
        .isEqualTo("62.0 °C, a job starts at 45.0 °C: it has to cool");
    assertThat(machine.celsius()).isBetween(44.0, 45.0);
    assertThat(machine.starts()).isZero();
  }

  @Test
  void too_cold_it_is_warmed_until_the_warmth_stays() {
    // given: a cold sink, under a die that is past base within two seconds of load
    SimulatedMachine machine = new SimulatedMachine(root, 24, 35, 2);
    Acclimatization loop = loop(machine, 40, 10);

    // when
    List<Look> looks = untilFit(machine, loop, Duration.ofHours(1));

    // then: several warm-ups, each longer, and in the end within the band without load
    assertThat(looks.get(looks.size() - 1).state()).isEqualTo(State.FIT);
    assertThat(machine.celsius()).isBetween(30.0, 40.0);
    assertThat(machine.isLoaded()).isFalse();
    assertThat(machine.starts()).isBetween(2, 8);
    assertThat(machine.loadSeconds()).isBetween(10.0, 400.0);
    assertThat(states(looks)).startsWith(State.WARMING, State.COOLING, State.WARMING);
  }

  @Test
  void a_base_that_cannot_be_reached_is_warmed_for_as_long_as_somebody_looks() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 22, 10, 0);
    Acclimatization loop = loop(machine, 90, 10);

    // when
    List<Look> looks = untilFit(machine, loop, Duration.ofMinutes(5));
    loop.end();

    // then
    assertThat(states(looks)).containsExactly(State.WARMING);
    assertThat(machine.isLoaded()).isFalse();
  }

  @Test
  void a_sensor_that_goes_ends_the_load_and_one_that_comes_again_is_a_new_beginning() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 24, 35, 2);
    Acclimatization loop = loop(machine, 40, 10);
    assertThat(loop.look().state()).isEqualTo(State.WARMING);
    machine.pass(STEP);

    // when
    machine.sensorGone(true);
    Look blind = loop.look();

    // then
    assertThat(blind.state()).isEqualTo(State.BLIND);
    assertThat(blind.celsius()).isEmpty();
    assertThat(blind.message())
        .isEqualTo(
            "the temperature cannot be read, so no job starts: There is no chip 'coretemp' here,"
                + " only: other-virtual-0");
    assertThat(machine.isLoaded()).isFalse();

    // when
    machine.sensorGone(false);
    machine.pass(Duration.ofSeconds(30));

    // then
    assertThat(loop.look().state()).isEqualTo(State.WARMING);
    assertThat(machine.isLoaded()).isTrue();
  }

  @Test
  void a_glance_switches_nothing() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 24, 35, 2);
    Acclimatization loop = loop(machine, 40, 10);

    // when, then
    assertThat(loop.glance()).hasValue(26.0);
    assertThat(machine.starts()).isZero();
    machine.sensorGone(true);
    assertThat(loop.glance()).isEmpty();
  }

  private static Acclimatization loop(SimulatedMachine machine, double base, double window) {
    return new Acclimatization(machine.thermometer(), base, window, machine, machine::nanoTime);
  }

  /** The looks at which the state was another than before. */
  private static List<Look> untilFit(
      SimulatedMachine machine, Acclimatization loop, Duration limit) {
    List<Look> changes = new ArrayList<>();
    while (machine.nanoTime() < limit.toNanos()) {
      Look look = loop.look();
      if (changes.isEmpty() || changes.get(changes.size() - 1).state() != look.state()) {
        changes.add(look);
      }
      if (look.state() == State.FIT) {
        break;
      }
      machine.pass(STEP);
    }
    return changes;
  }

  private static List<State> states(List<Look> looks) {
    return looks.stream().map(Look::state).toList();
  }
}
