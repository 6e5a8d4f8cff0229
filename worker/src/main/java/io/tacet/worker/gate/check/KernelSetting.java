package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A switch of the kernel that should be at 0 because what it switches works by itself while a job
 * is measured.
 */
final class KernelSetting implements SystemCheck {

  private final String name;
  private final CheckLevel level;
  private final Path file;
  private final String on;
  private final String off;

  private KernelSetting(String name, CheckLevel level, Path file, String on, String off) {
    this.name = name;
    this.level = level;
    this.file = file;
    this.on = on;
    this.off = off;
  }

  /** Merging of equal memory pages: a thread that reads all of memory. */
  static KernelSetting ksm(Host host) {
    return new KernelSetting(
        "ksm",
        CheckLevel.WARN,
        host.sys().resolve("kernel/mm/ksm/run"),
        "the kernel merges equal memory pages (KSM)",
        "KSM is off");
  }

  /** Moving of memory between nodes: page faults on purpose. */
  static KernelSetting numaBalancing(Host host) {
    return new KernelSetting(
        "numa-balancing",
        CheckLevel.WARN,
        host.proc().resolve("sys/kernel/numa_balancing"),
        "the kernel moves memory between NUMA nodes",
        "NUMA balancing is off");
  }

  /** A watchdog that takes one of the CPU's counters and an interrupt now and then. */
  static KernelSetting nmiWatchdog(Host host) {
    return new KernelSetting(
        "nmi-watchdog",
        CheckLevel.INFO,
        host.proc().resolve("sys/kernel/nmi_watchdog"),
        "the NMI watchdog is on and takes a performance counter",
        "the NMI watchdog is off");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CheckLevel level() {
    return level;
  }

  @Override
  public Finding look() throws IOException {
    if (!Files.exists(file)) {
      return Finding.unseen("no " + file);
    }
    return SysAttribute.number(file) == 1
        ? Finding.notMet(on, "write 0 to " + file)
        : Finding.met(off);
  }
}
