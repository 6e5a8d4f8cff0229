package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs that should not run on a measurement machine, by the name the kernel knows them by
 * (proc(5): {@code comm}, at most 15 characters).
 */
final class UnwantedPrograms implements SystemCheck {

  private static final Pattern PID = Pattern.compile("\\d+");

  private final String name;
  private final CheckLevel level;
  private final boolean mayPass;
  private final Path proc;
  private final Set<String> programs;
  private final String none;
  private final String toDo;

  private UnwantedPrograms(
      String name,
      CheckLevel level,
      boolean mayPass,
      Path proc,
      Set<String> programs,
      String none,
      String toDo) {
    this.name = name;
    this.level = level;
    this.mayPass = mayPass;
    this.proc = proc;
    this.programs = programs;
    this.none = none;
    this.toDo = toDo;
  }

  /** Programs that set the clock: it must not jump while something is measured. */
  static UnwantedPrograms ntp(Host host) {
    return new UnwantedPrograms(
        "ntp",
        CheckLevel.WARN,
        false,
        host.proc(),
        Set.of("systemd-timesyn", "chronyd", "ntpd", "ntpsec", "openntpd", "ptp4l", "phc2sys"),
        "nothing sets the clock",
        "disable it (systemctl disable --now) and set the clock in the clean-up script");
  }

  /** Programs that start others at their own time. */
  static UnwantedPrograms cron(Host host) {
    return new UnwantedPrograms(
        "cron",
        CheckLevel.WARN,
        false,
        host.proc(),
        Set.of("cron", "crond", "anacron", "atd", "fcron", "cronie"),
        "no cron, anacron or at runs",
        "disable it (systemctl disable --now) and do its work in the clean-up script");
  }

  /** Programs that install others. */
  static UnwantedPrograms updates(Host host) {
    return new UnwantedPrograms(
        "updates",
        CheckLevel.WARN,
        true,
        host.proc(),
        Set.of(
            "apt",
            "apt-get",
            "aptitude",
            "dpkg",
            "unattended-upgr",
            "packagekitd",
            "snapd",
            "fwupd",
            "dnf",
            "dnf5",
            "yum",
            "zypper",
            "pacman"),
        "nothing installs packages",
        "let it end, and do updates in the clean-up script");
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
  public boolean mayPass() {
    return mayPass;
  }

  @Override
  public Finding look() throws IOException {
    if (!Files.isReadable(proc.resolve("1/comm"))) {
      return Finding.unseen("other users' processes are hidden, or " + proc + " is not proc");
    }
    Map<String, String> running = new TreeMap<>();
    for (Path process : Entries.of(proc, PID)) {
      SysAttribute.find(process.resolve("comm"))
          .filter(programs::contains)
          .ifPresent(comm -> running.putIfAbsent(comm, String.valueOf(process.getFileName())));
    }
    if (running.isEmpty()) {
      return Finding.met(none);
    }
    return Finding.notMet(
        running.entrySet().stream()
                .map(one -> "%s (process %s)".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "))
            + (running.size() == 1 ? " runs" : " run"),
        toDo);
  }
}
