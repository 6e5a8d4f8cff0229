package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether CPUs may go into idle states deeper than C1 (kernel documentation: {@code cpuidle}). C1
 * and polling are left in a few µs at most and count as none.
 */
final class IdleStates implements SystemCheck {

  private static final Pattern CPU = Pattern.compile("cpu\\d+");
  private static final Pattern STATE = Pattern.compile("state\\d+");
  private static final long SHALLOW_MICROS = 2;

  private final Host host;
  private final Expectation expected;

  IdleStates(Host host, MachineKind kind) {
    this.host = host;
    this.expected = new Expectation(kind, CheckLevel.ERROR);
  }

  @Override
  public String name() {
    return "c-states";
  }

  @Override
  public CheckLevel level() {
    return expected.level();
  }

  @Override
  public Finding look() throws IOException {
    Set<String> enabled = new TreeSet<>();
    int states = 0;
    for (Path cpu : Entries.of(host.cpus(), CPU)) {
      boolean offline = SysAttribute.find(cpu.resolve("online")).map("0"::equals).orElse(false);
      for (Path state : Entries.of(cpu.resolve("cpuidle"), STATE)) {
        states++;
        if (!offline && isDeep(state) && SysAttribute.number(state.resolve("disable")) == 0) {
          enabled.add(SysAttribute.text(state.resolve("name")));
        }
      }
    }
    if (states == 0) {
      return Finding.unseen("the kernel lists no idle states");
    }
    boolean on = !enabled.isEmpty();
    return expected.judge(
        on,
        !on,
        on
            ? "C-states deeper than C1 are on: " + String.join(", ", enabled)
            : "no C-state deeper than C1 is on",
        "write 1 to disable of each cpu*/cpuidle/state* in "
            + host.cpus()
            + ", or boot with intel_idle.max_cstate=1 processor.max_cstate=1",
        "write 0 to disable of each cpu*/cpuidle/state* in " + host.cpus());
  }

  private static boolean isDeep(Path state) throws IOException {
    return SysAttribute.number(state.resolve("latency")) > SHALLOW_MICROS;
  }
}
