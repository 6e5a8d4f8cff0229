package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the CPU's own energy counters can be read (powercap, {@code energy_uj}). */
final class Rapl implements SystemCheck {

  static final Pattern PACKAGE = Pattern.compile("intel-rapl:\\d+");

  private final Host host;

  Rapl(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "rapl";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path powercap = host.sys().resolve("class/powercap");
    List<Path> zones = Entries.of(powercap, PACKAGE);
    if (zones.isEmpty()) {
      return Finding.unseen("no RAPL zones in " + powercap);
    }
    for (Path zone : zones) {
      try {
        SysAttribute.number(zone.resolve("energy_uj"));
      } catch (IOException e) {
        return Finding.notMet(
            "RAPL is here, but %s/energy_uj cannot be read".formatted(zone),
            "give the worker CAP_DAC_READ_SEARCH, or a group by udev");
      }
    }
    return Finding.met("%d RAPL zones can be read".formatted(zones.size()));
  }
}
