package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the CPU is held below the power it is made for (powercap, {@code constraint_N}). */
final class PowerCap implements SystemCheck {

  private static final Pattern LIMIT = Pattern.compile("constraint_\\d+_power_limit_uw");
  private static final double MICRO = 1e6;

  private final Host host;

  PowerCap(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "power-cap";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path powercap = host.sys().resolve("class/powercap");
    List<String> caps = new ArrayList<>();
    int compared = 0;
    for (Path zone : Entries.of(powercap, Rapl.PACKAGE)) {
      for (Path limit : Entries.of(zone, LIMIT)) {
        Path most =
            limit.resolveSibling(
                String.valueOf(limit.getFileName()).replace("_power_limit_uw", "_max_power_uw"));
        long at = SysAttribute.number(limit);
        long made =
            SysAttribute.find(most)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        compared += made > 0 ? 1 : 0;
        if (made > 0 && at < made) {
          caps.add("%.0f of %.0f W in %s".formatted(at / MICRO, made / MICRO, limit));
        }
      }
    }
    if (compared == 0) {
      return Finding.unseen("no power limits with a maximum in " + powercap);
    }
    return caps.isEmpty()
        ? Finding.met("no power limit below the CPU's own")
        : Finding.notMet(
            "power is limited to " + String.join(", ", caps), "write the maximum into that file");
  }
}
