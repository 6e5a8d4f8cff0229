package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether cores run more than one thread (kernel documentation: {@code cpu/smt}). */
final class Smt implements SystemCheck {

  private final Host host;
  private final Expectation expected;

  Smt(Host host, MachineKind kind) {
    this.host = host;
    this.expected = new Expectation(kind, CheckLevel.ERROR);
  }

  @Override
  public String name() {
    return "smt";
  }

  @Override
  public CheckLevel level() {
    return expected.level();
  }

  @Override
  public Finding look() throws IOException {
    Path active = host.cpus().resolve("smt/active");
    Path control = host.cpus().resolve("smt/control");
    if (!Files.exists(active)) {
      return Finding.unseen("no " + active);
    }
    String how = SysAttribute.find(control).orElse("");
    if (how.equals("notsupported") || how.equals("notimplemented")) {
      return Finding.met("these CPUs have no SMT");
    }
    boolean on = SysAttribute.number(active) != 0;
    return expected.judge(
        on,
        !on,
        on ? "SMT is on" : "SMT is off",
        "write off to " + control + ", or boot with nosmt",
        how.equals("forceoff")
            ? "boot without nosmt=force, or allow it in the firmware"
            : "write on to " + control);
  }
}
