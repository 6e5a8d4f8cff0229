package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether this is a guest: its energy can't be told from its host's, nor can it be kept quiet. */
final class VirtualMachine implements SystemCheck {

  private final Host host;

  VirtualMachine(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "virtual-machine";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public Finding look() throws IOException {
    Path cpuinfo = host.proc().resolve("cpuinfo");
    String flags = KeyedLines.find(cpuinfo, "flags").orElse("");
    if (flags.isEmpty()) {
      return Finding.unseen(cpuinfo + " lists no flags");
    }
    return List.of(flags.split(" ", -1)).contains("hypervisor")
        ? Finding.notMet("this is a virtual machine", "measure on the hardware itself")
        : Finding.met("this is no virtual machine");
  }
}
