package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a machine with a battery runs on it (kernel documentation: power_supply). */
final class MainsPower implements SystemCheck {

  private static final Pattern ANY = Pattern.compile("[^.].*");

  private final Host host;

  MainsPower(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "mains-power";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path supplies = host.sys().resolve("class/power_supply");
    List<Path> all = Entries.of(supplies, ANY);
    List<Path> mains =
        all.stream()
            .filter(
                supply ->
                    SysAttribute.find(supply.resolve("type")).map("Mains"::equals).orElse(false))
            .toList();
    if (mains.isEmpty()) {
      return Finding.unseen("no mains supply in " + supplies);
    }
    for (Path supply : mains) {
      if (SysAttribute.number(supply.resolve("online")) == 1) {
        return Finding.met("it runs on mains power");
      }
    }
    return Finding.notMet("it runs on its battery", "plug it in");
  }
}
