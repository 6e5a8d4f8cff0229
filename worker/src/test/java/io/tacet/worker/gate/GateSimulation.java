package io.tacet.worker.gate;

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
import org.junit.jupiter.api.io.TempDir;

/** A gate whose clock only a wait moves, and whose machine is files that a wait may change. */
abstract class GateSimulation {

  private static final String STAT = "cpu  %d 0 500 %d 100 0 20 0 0 0";
  private static final String OWN = "7 (java) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 300 1 1";

  static final Duration DEADLINE = Duration.ofMinutes(10);

  @TempDir Path root;

  final List<String> told = new ArrayList<>();
  final List<CheckResult> seen = new ArrayList<>();
  final List<Double> temperatures = new ArrayList<>();
  private SysTree tree = SysTree.empty(Path.of("unset"));
  SimulatedMachine machine;
  Runnable meanwhile = () -> {};
  @Nullable Duration stopAfter;
  private long busyTicks = 1000;
  private long idleTicks = 90_000;
  double othersShare;

  GateSimulation(@TempDir Path simulated) {
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

  Gate gate(MachineKind kind, boolean withTemperature) {
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

  void pass(Duration duration) {
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

  Duration now() {
    return Duration.ofNanos(machine.nanoTime());
  }

  void write(String file, String text) {
    try {
      tree.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CheckResult result(String name) {
    return seen.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
  }

  static HeldOrder asking(CheckLevel level) {
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
