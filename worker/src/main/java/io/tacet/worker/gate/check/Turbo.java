package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether CPUs may run above their base frequency (kernel documentation: intel_pstate {@code
 * no_turbo}, cpufreq {@code boost}).
 */
final class Turbo implements SystemCheck {

  private final Host host;
  private final Expectation expected;

  Turbo(Host host, MachineKind kind) {
    this.host = host;
    this.expected = new Expectation(kind, CheckLevel.ERROR);
  }

  @Override
  public String name() {
    return "turbo";
  }

  @Override
  public CheckLevel level() {
    return expected.level();
  }

  @Override
  public Finding look() throws IOException {
    Path noTurbo = host.cpus().resolve("intel_pstate/no_turbo");
    if (Files.exists(noTurbo)) {
      return judge(SysAttribute.number(noTurbo) == 0, noTurbo, 1);
    }
    Path boost = host.cpus().resolve("cpufreq/boost");
    if (Files.exists(boost)) {
      return judge(SysAttribute.number(boost) != 0, boost, 0);
    }
    return Finding.unseen("neither intel_pstate/no_turbo nor cpufreq/boost");
  }

  private Finding judge(boolean on, Path file, int off) {
    return expected.judge(
        on,
        !on,
        on ? "turbo is on" : "turbo is off",
        "write %d to %s".formatted(off, file),
        "write %d to %s".formatted(1 - off, file));
  }
}
