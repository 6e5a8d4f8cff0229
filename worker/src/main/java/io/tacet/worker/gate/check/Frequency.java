package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether the CPUs' frequency is fixed (cpufreq {@code scaling_min_freq}, kHz). */
final class Frequency implements SystemCheck {

  private static final double KHZ_PER_MHZ = 1000;

  private final Host host;
  private final Expectation expected;

  Frequency(Host host, MachineKind kind) {
    this.host = host;
    this.expected = new Expectation(kind, CheckLevel.ERROR);
  }

  @Override
  public String name() {
    return "frequency";
  }

  @Override
  public CheckLevel level() {
    return expected.level();
  }

  @Override
  public Finding look() throws IOException {
    Path cpufreq = host.cpus().resolve("cpufreq");
    List<Path> policies = Entries.of(cpufreq, Governor.POLICY);
    if (policies.isEmpty()) {
      return Finding.unseen("no policies in " + cpufreq);
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    int scaling = 0;
    for (Path policy : policies) {
      long min = SysAttribute.number(policy.resolve("scaling_min_freq"));
      long max = SysAttribute.number(policy.resolve("scaling_max_freq"));
      scaling += min < max ? 1 : 0;
      least = Math.min(least, min);
      most = Math.max(most, max);
    }
    String range =
        least == most
            ? "all CPUs at %.0f MHz".formatted(most / KHZ_PER_MHZ)
            : "%.0f to %.0f MHz, %d of %d policies scale"
                .formatted(least / KHZ_PER_MHZ, most / KHZ_PER_MHZ, scaling, policies.size());
    return expected.judge(
        scaling > 0,
        scaling < policies.size(),
        range,
        "write the same frequency to scaling_min_freq and scaling_max_freq of each policy in "
            + cpufreq,
        "write cpuinfo_min_freq to scaling_min_freq of each policy in " + cpufreq);
  }
}
