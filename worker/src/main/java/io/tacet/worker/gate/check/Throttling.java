package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a CPU was slowed down because it got too hot since the last look (kernel documentation:
 * {@code thermal_throttle}).
 */
final class Throttling implements SystemCheck {

  private static final Pattern CPU = Pattern.compile("cpu\\d+");
  private static final long NONE_YET = -1;

  private final Host host;
  private long before = NONE_YET;

  Throttling(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "throttling";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public boolean mayPass() {
    return true;
  }

  @Override
  public Finding look() throws IOException {
    long sum = 0;
    int counters = 0;
    for (Path cpu : Entries.of(host.cpus(), CPU)) {
      for (String name : List.of("core_throttle_count", "package_throttle_count")) {
        String text = SysAttribute.find(cpu.resolve("thermal_throttle").resolve(name)).orElse("");
        counters += text.matches("\\d{1,15}") ? 1 : 0;
        sum += text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
      }
    }
    if (counters == 0) {
      return Finding.unseen("these CPUs don't count it");
    }
    long grown = before == NONE_YET ? 0 : sum - before;
    before = sum;
    return grown <= 0
        ? Finding.met("no CPU got too hot since the last look")
        : Finding.notMet(
            "CPUs were slowed down %d times because they got too hot".formatted(grown),
            "see to fans, dust and the room");
  }
}
