package io.tacet.worker.facts;

import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the machine is from {@code /proc} (proc(5)) and {@code os-release} (os-release(5)).
 * What cannot be read is said as {@code unknown} or 0. Stateless.
 */
public final class MachineFactsReader {

  private static final String UNKNOWN = "unknown";
  private static final long KIBIBYTE = 1024;

  private final Path proc;
  private final List<Path> releases;

  /**
   * Reads this machine's.
   *
   * @param proc root of proc
   */
  public MachineFactsReader(Path proc) {
    this(proc, List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release")));
  }

  MachineFactsReader(Path proc, List<Path> releases) {
    this.proc = proc;
    this.releases = List.copyOf(releases);
  }

  /**
   * Reads the facts.
   *
   * @param workerVersion version of the worker
   * @param kind kind of machine it is declared to be
   */
  public MachineFacts read(String workerVersion, MachineKind kind) {
    List<String> cpus = lines(proc.resolve("cpuinfo"));
    return MachineFacts.newBuilder()
        .setHostname(line(proc.resolve("sys/kernel/hostname")))
        .setCpuModel(value(cpus, "model name", ":").orElse(UNKNOWN))
        .setLogicalCpus((int) cpus.stream().filter(l -> key(l).equals("processor")).count())
        .setPhysicalCores(physicalCores(cpus))
        .setMemoryBytes(memoryBytes())
        .setKernel(line(proc.resolve("sys/kernel/osrelease")))
        .setArchitecture(architecture())
        .setOperatingSystem(operatingSystem())
        .setWorkerVersion(workerVersion)
        .setKind(kind)
        .build();
  }

  /** Pairs of package and core; 0 where the architecture does not tell them. */
  private static int physicalCores(List<String> cpus) {
    Set<String> cores = new HashSet<>();
    String socket = "";
    for (String line : cpus) {
      if (key(line).equals("physical id")) {
        socket = valueOf(line, ":");
      } else if (key(line).equals("core id")) {
        cores.add(socket + "/" + valueOf(line, ":"));
      }
    }
    return cores.size();
  }

  private long memoryBytes() {
    return value(lines(proc.resolve("meminfo")), "MemTotal", ":")
        .map(text -> text.replace("kB", "").strip())
        .filter(text -> text.matches("\\d{1,15}"))
        .map(text -> Long.parseLong(text) * KIBIBYTE)
        .orElse(0L);
  }

  private String architecture() {
    String told = line(proc.resolve("sys/kernel/arch")); // since Linux 6.1
    if (!told.equals(UNKNOWN)) {
      return told;
    }
    String java = System.getProperty("os.arch", UNKNOWN);
    return java.equals("amd64") ? "x86_64" : java;
  }

  private String operatingSystem() {
    return releases.stream()
        .filter(Files::isReadable)
        .findFirst()
        .flatMap(file -> value(lines(file), "PRETTY_NAME", "="))
        .map(text -> text.replaceAll("^[\"']|[\"']$", ""))
        .orElse(UNKNOWN);
  }

  private static String line(Path file) {
    return lines(file).stream().findFirst().map(String::strip).orElse(UNKNOWN);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // said as unknown: facts are information, never a condition
    }
  }

  private static Optional<String> value(List<String> lines, String key, String separator) {
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.contains(separator))
        .map(line -> valueOf(line, separator))
        .findFirst();
  }

  private static String key(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon).strip();
  }

  private static String valueOf(String line, String separator) {
    return line.substring(line.indexOf(separator) + 1).strip();
  }
}
