package io.tacet.worker.gate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.tacet.worker.catalog.MeasuredCost;
import io.tacet.worker.gate.temperature.SimulatedMachine;
import io.tacet.worker.gate.temperature.Thermometer;
import io.tacet.worker.hwmon.SysTree;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class CalibrationTest {

  private static final Calibration.Plan PLAN =
      new Calibration.Plan(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofMinutes(15));

  @TempDir private Path root;

  private final List<String> progress = new ArrayList<>();
  private Path proc = Path.of("unset");

  @BeforeEach
  void cpuTimes() throws IOException {
    SysTree tree =
        SysTree.empty(root.resolve("times"))
            .write("proc/stat", "cpu  1000 0 0 9000 0 0 0 0 0 0")
            .write("proc/self/stat", "7 (j) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 3 1 1");
    proc = tree.proc();
  }

  @Test
  void it_finds_the_temperature_at_rest_and_how_long_it_takes_to_get_back() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 34, 35, 2);

    // when
    Calibrated found = calibration(machine, Optional.of(machine.thermometer())).run();

    // then: at rest the die ends a few °C above the room, under load some 30 °C more
    Calibrated.Heat heat = found.heat().orElseThrow();
    assertThat(heat.idle()).isBetween(24.0, 34.0);
    assertThat(heat.hot()).isGreaterThan(heat.idle() + 30);
    assertThat(heat.base()).isBetween(heat.idle() + 2, heat.idle() + 6);
    assertThat(heat.coolDown().orElseThrow())
        .isBetween(Duration.ofSeconds(20), Duration.ofMinutes(15));
    assertThat(machine.loadSeconds()).isBetween(59.0, 61.5);
    assertThat(machine.isLoaded()).isFalse();
    assertThat(progress).first().asString().startsWith("At rest for 180 s");
    assertThat(progress).anyMatch(line -> line.matches(" +15 s +\\d\\d\\.\\d °C"));
  }

  @Test
  void what_it_prints_is_configuration_of_the_worker() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 34, 35, 2);

    // when
    String yaml = calibration(machine, Optional.of(machine.thermometer())).run().yaml(List.of());

    // then
    Map<String, Object> parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    assertThat(parsed)
        .extractingByKey("tacet", MAP)
        .extractingByKey("worker", MAP)
        .containsOnlyKeys("temperature", "gate")
        .extractingByKey("temperature", MAP)
        .containsEntry("chip", "coretemp")
        .containsEntry("feature", "Package id 0")
        .containsEntry("window", 10)
        .containsKey("base");
    assertThat(yaml).containsPattern("# It cooled to \\d+ °C in \\d+ s");
  }

  @Test
  void a_sensor_that_costs_too_much_is_said_to_and_switched_off_in_measurements() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 30, 35, 2);
    List<MeasuredCost> costs =
        List.of(new MeasuredCost("cpu", 7.06, false), new MeasuredCost("fans", 9000, true));

    // when
    String yaml = calibration(machine, Optional.empty()).run().yaml(costs);

    // then
    assertThat(yaml).contains("# One look at all sensors takes 9007 µs: cpu 7.1, fans 9000.0.");
    Map<String, Object> parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    assertThat(parsed)
        .extractingByKey("tacet", MAP)
        .extractingByKey("worker", MAP)
        .extractingByKey("sensors", MAP)
        .isEqualTo(Map.of("fans", Map.of("interval", Map.of("measuring", "off"))));
  }

  @Test
  void a_machine_that_does_not_cool_in_time_is_said_not_to() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 24, 60, 2);
    Calibration.Plan plan =
        new Calibration.Plan(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(20));

    // when
    String yaml =
        calibration(plan, machine, Optional.of(machine.thermometer())).run().yaml(List.of());

    // then
    assertThat(yaml).containsPattern("# It did not cool to \\d+ °C in 20 s");
  }

  @Test
  void a_sensor_that_the_load_does_not_reach_is_suspected() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 30, 1, 0);

    // when
    String yaml = calibration(machine, Optional.of(machine.thermometer())).run().yaml(List.of());

    // then
    assertThat(yaml).contains("is it the CPU's?");
  }

  @Test
  void without_a_sensor_the_background_alone_is_found() throws Exception {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 30, 35, 2);

    // when
    Calibrated found = calibration(machine, Optional.empty()).run();

    // then
    assertThat(found.heat()).isEmpty();
    assertThat(found.yaml(List.of()))
        .contains("There is no temperature sensor here")
        .contains("gate:");
    assertThat(machine.starts()).isZero();
  }

  @Test
  void a_sensor_that_goes_for_good_ends_it_with_its_reason_and_without_load() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 30, 35, 2);
    LongSupplier clock = machine::nanoTime;
    Calibration calibration =
        new Calibration(
            PLAN,
            proc,
            Optional.of(machine.thermometer()),
            machine,
            duration -> {
              machine.sensorGone(machine.isLoaded());
              machine.pass(duration);
            },
            clock,
            progress::add);

    // when, then
    assertThatThrownBy(calibration::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no chip 'coretemp' here");
    assertThat(machine.isLoaded()).isFalse();
    assertThat(progress).anyMatch(line -> line.startsWith("No reading: "));
  }

  @Test
  void stopped_under_load_it_leaves_none() {
    // given
    SimulatedMachine machine = new SimulatedMachine(root, 30, 35, 2);
    Calibration calibration =
        new Calibration(
            PLAN,
            proc,
            Optional.of(machine.thermometer()),
            machine,
            duration -> {
              if (machine.loadSeconds() > 10) {
                throw new StoppedException();
              }
              machine.pass(duration);
            },
            machine::nanoTime,
            progress::add);

    // when, then
    assertThatThrownBy(calibration::run).isInstanceOf(StoppedException.class);
    assertThat(machine.starts()).isEqualTo(1);
    assertThat(machine.isLoaded()).isFalse();
  }

  @Test
  void background_decides_the_limit_that_is_proposed() {
    assertThat(new Calibrated(PLAN, 0.6, Optional.empty()).yaml(List.of()))
        .contains("most-background-cpu: 3");
    assertThat(new Calibrated(PLAN, 0, Optional.empty()).yaml(List.of()))
        .contains("most-background-cpu: 1");
    assertThat(new Calibrated(PLAN, 40, Optional.empty()).yaml(List.of()))
        .contains("used 40.0 % of all CPUs", "most-background-cpu: 5");
  }

  @Test
  void the_cpu_s_own_sensor_is_chosen() throws IOException {
    // given
    Path desktop = SysTree.of("intel-desktop", root.resolve("a")).sys();
    Path server = SysTree.of("amd-server", root.resolve("b")).sys();
    Path vm = SysTree.of("vm", root.resolve("c")).sys();
    Path board =
        SysTree.empty(root.resolve("d"))
            .write("sys/class/thermal/thermal_zone0/type", "cpu-thermal")
            .write("sys/class/thermal/thermal_zone0/temp", "48000")
            .sys();

    // when, then
    assertThat(chosen(desktop)).contains("coretemp-isa-0000/Package id 0");
    assertThat(chosen(server)).contains("k10temp-pci-00c3/Tctl");
    assertThat(chosen(board)).contains("cpu-thermal/");
    assertThat(chosen(vm)).isEmpty();
  }

  private static Optional<String> chosen(Path sys) throws IOException {
    return SensorChoice.find(sys).map(one -> one.chip() + "/" + one.feature());
  }

  private Calibration calibration(SimulatedMachine machine, Optional<Thermometer> thermometer) {
    return calibration(PLAN, machine, thermometer);
  }

  private Calibration calibration(
      Calibration.Plan plan, SimulatedMachine machine, Optional<Thermometer> thermometer) {
    return new Calibration(
        plan, proc, thermometer, machine, machine::pass, machine::nanoTime, progress::add);
  }
}
