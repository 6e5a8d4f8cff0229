package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;
import java.nio.file.Path;

/** Whether memory lies on the disk: what comes back from there costs time and energy. */
final class Swap implements SystemCheck {

  private static final long MIB = 1L << 20;

  private final Host host;

  Swap(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "swap";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path meminfo = host.proc().resolve("meminfo");
    long total = KeyedLines.memoryBytes(meminfo, "SwapTotal");
    long used = total - KeyedLines.memoryBytes(meminfo, "SwapFree");
    if (total == 0) {
      return Finding.met("there is no swap");
    }
    return used <= 0
        ? Finding.met("no swap is in use")
        : Finding.notMet(
            "%d MiB of swap are in use".formatted(Math.max(1, used / MIB)),
            "swapoff -a, and leave swap out of /etc/fstab");
  }
}
