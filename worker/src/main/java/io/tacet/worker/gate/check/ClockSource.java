package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Whether the time can be read without a system call, in some ten ns instead of µs. */
final class ClockSource implements SystemCheck {

  private static final Set<String> FAST =
      Set.of("tsc", "arch_sys_counter", "kvm-clock", "hyperv_clocksource_tsc_page", "timebase");

  private final Host host;

  ClockSource(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "clock-source";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path directory = host.sys().resolve("devices/system/clocksource/clocksource0");
    Path current = directory.resolve("current_clocksource");
    if (!Files.exists(current)) {
      return Finding.unseen("no " + current);
    }
    String source = SysAttribute.text(current);
    return FAST.contains(source)
        ? Finding.met("clock source " + source)
        : Finding.notMet(
            "clock source " + source + ", which is slow to read",
            "see in the kernel's log why it gave up tsc; tsc=reliable at boot if the hardware is");
  }
}
