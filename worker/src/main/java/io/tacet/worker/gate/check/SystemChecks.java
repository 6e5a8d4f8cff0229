package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** All checks of a machine. A check that can't be made is not met, with level INFO. One thread. */
public final class SystemChecks {

  /** The names of all checks, as they are listed. */
  public static final List<String> NAMES =
      List.of(
          "turbo",
          "smt",
          "governor",
          "frequency",
          "c-states",
          "background-cpu",
          "free-memory",
          "free-disk",
          "swap",
          "ntp",
          "cron",
          "timers",
          "updates",
          "sessions",
          "rapl",
          "power-cap",
          "mains-power",
          "throttling",
          "virtual-machine",
          "clock-source",
          "ksm",
          "numa-balancing",
          "nmi-watchdog");

  private final List<SystemCheck> checks;
  private final Map<String, CheckLevel> levels;
  private final Optional<BackgroundCpu> background;

  /**
   * These checks.
   *
   * @param levels levels that the operator gave, by name
   */
  SystemChecks(List<SystemCheck> checks, Map<String, CheckLevel> levels) {
    this.checks = List.copyOf(checks);
    this.levels = Map.copyOf(levels);
    this.background =
        checks.stream()
            .filter(BackgroundCpu.class::isInstance)
            .map(BackgroundCpu.class::cast)
            .findFirst();
  }

  /**
   * What is wanted of a machine.
   *
   * @param leastMemory available, bytes
   * @param leastDisk free, bytes
   * @param mostBackgroundCpu used by others, % of all CPUs
   * @param backgroundWindow least time over which that is watched
   * @param timerHorizon how far ahead timers are looked for
   * @param levels levels that the operator gave, by name
   */
  public record Limits(
      long leastMemory,
      long leastDisk,
      double mostBackgroundCpu,
      Duration backgroundWindow,
      Duration timerHorizon,
      Map<String, CheckLevel> levels) {}

  /** All of a machine of some kind. */
  public static SystemChecks of(
      Host host, MachineKind kind, Limits limits, InstantSource clock, LongSupplier nanoTime) {
    return new SystemChecks(
        List.of(
            new Turbo(host, kind),
            new Smt(host, kind),
            new Governor(host, kind),
            new Frequency(host, kind),
            new IdleStates(host, kind),
            new BackgroundCpu(
                host, kind, limits.mostBackgroundCpu(), limits.backgroundWindow(), nanoTime),
            new FreeMemory(host, limits.leastMemory()),
            new FreeDisk(host, limits.leastDisk()),
            new Swap(host),
            UnwantedPrograms.ntp(host),
            UnwantedPrograms.cron(host),
            new Timers(host, Timers.ASK, clock, limits.timerHorizon()),
            UnwantedPrograms.updates(host),
            new Sessions(host),
            new Rapl(host),
            new PowerCap(host),
            new MainsPower(host),
            new Throttling(host),
            new VirtualMachine(host),
            new ClockSource(host),
            KernelSetting.ksm(host),
            KernelSetting.numaBalancing(host),
            KernelSetting.nmiWatchdog(host)),
        limits.levels());
  }

  /** Begins to watch what needs time to be seen. */
  public void begin() {
    background.ifPresent(BackgroundCpu::begin);
  }

  /** Time until all of them can be judged. */
  public Duration missing() {
    return background.map(BackgroundCpu::missing).orElse(Duration.ZERO);
  }

  /** Makes them all. */
  public List<Checked> run() {
    return checks.stream().map(this::made).toList();
  }

  private Checked made(SystemCheck check) {
    Finding finding = finding(check);
    CheckLevel level =
        finding.verdict() == Finding.Verdict.UNSEEN
            ? CheckLevel.INFO
            : levels.getOrDefault(check.name(), check.level());
    return new Checked(check.name(), level, check.mayPass(), finding);
  }

  private static Finding finding(SystemCheck check) {
    try {
      return check.look();
    } catch (IOException | RuntimeException e) {
      // Told in every status, so neither counted nor logged.
      return Finding.unseen(
          e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString());
    }
  }
}
