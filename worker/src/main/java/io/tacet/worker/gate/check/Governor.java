package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who chooses the CPUs' frequencies (kernel documentation: cpufreq {@code scaling_governor}). */
final class Governor implements SystemCheck {

  static final Pattern POLICY = Pattern.compile("policy\\d+");

  private static final Set<String> FIXED = Set.of("performance", "userspace");

  /** With these {@code powersave} scales with the load; with all others it is the lowest speed. */
  private static final Set<String> SCALING_POWERSAVE =
      Set.of("intel_pstate", "amd-pstate-epp", "amd_pstate_epp");

  private final Host host;
  private final MachineKind kind;
  private final Expectation expected;

  Governor(Host host, MachineKind kind) {
    this.host = host;
    this.kind = kind;
    this.expected = new Expectation(kind, CheckLevel.WARN);
  }

  @Override
  public String name() {
    return "governor";
  }

  @Override
  public CheckLevel level() {
    return expected.level();
  }

  @Override
  public Finding look() throws IOException {
    Path cpufreq = host.cpus().resolve("cpufreq");
    List<Path> policies = Entries.of(cpufreq, POLICY);
    Set<String> governors = new TreeSet<>();
    boolean anyScales = false;
    boolean anyFixed = false;
    for (Path policy : policies) {
      String governor = SysAttribute.text(policy.resolve("scaling_governor"));
      governors.add(governor);
      boolean scales = scales(governor, policy);
      anyScales |= scales;
      anyFixed |= !scales;
    }
    if (policies.isEmpty()) {
      return Finding.unseen("no policies in " + cpufreq);
    }
    boolean lowest = kind == MachineKind.BENCHMARKING && governors.contains("powersave");
    return expected.judge(
        anyScales || lowest,
        anyFixed,
        "governor " + String.join(", ", governors),
        "write performance to scaling_governor of each policy in " + cpufreq,
        "write schedutil (or powersave with intel_pstate) to scaling_governor of each policy in "
            + cpufreq);
  }

  private static boolean scales(String governor, Path policy) {
    if (governor.equals("powersave")) {
      return SysAttribute.find(policy.resolve("scaling_driver"))
          .map(SCALING_POWERSAVE::contains)
          .orElse(false);
    }
    return !FIXED.contains(governor);
  }
}
