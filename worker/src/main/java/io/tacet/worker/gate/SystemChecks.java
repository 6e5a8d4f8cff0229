package io.tacet.worker.gate;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A first handful of checks: disk, memory, load (proc(5): meminfo, loadavg). Thread-safe.
 *
 * <p>A check that can't be made is not met, with level WARN.
 */
public final class SystemChecks {

  static final long LEAST_DISK_BYTES = 1L << 30;
  static final long LEAST_MEMORY_BYTES = 2L << 30;
  static final double MOST_LOAD_PER_CPU = 0.5;

  private static final long MIB = 1L << 20;

  private final Path procRoot;
  private final Path stateDir;
  private final int cpus;

  /**
   * Checks of a machine.
   *
   * @param stateDir where results are spooled
   * @param cpus logical CPUs, count
   */
  public SystemChecks(Path procRoot, Path stateDir, int cpus) {
    this.procRoot = procRoot;
    this.stateDir = stateDir;
    this.cpus = cpus;
  }

  /** Makes them all. */
  public List<CheckResult> run() {
    return List.of(
        checked("free-disk", this::disk),
        checked("free-memory", this::memory),
        checked("other-load", this::load));
  }

  private interface Check {
    CheckResult make(String name) throws IOException;
  }

  private static CheckResult checked(String name, Check check) {
    try {
      return check.make(name);
    } catch (IOException | RuntimeException e) {
      return result(name, CheckLevel.WARN, false, "Could not be checked: " + e);
    }
  }

  private CheckResult disk(String name) throws IOException {
    long free = Files.getFileStore(stateDir).getUsableSpace();
    boolean enough = free >= LEAST_DISK_BYTES;
    return result(
        name,
        enough ? CheckLevel.INFO : CheckLevel.ERROR,
        enough,
        "%d MiB free in %s%s"
            .formatted(
                free / MIB,
                stateDir,
                enough ? "" : "; make room for %d MiB".formatted(LEAST_DISK_BYTES / MIB)));
  }

  private CheckResult memory(String name) throws IOException {
    long available = 1024 * field(procRoot.resolve("meminfo"), "MemAvailable:");
    boolean enough = available >= LEAST_MEMORY_BYTES;
    return result(
        name,
        enough ? CheckLevel.INFO : CheckLevel.ERROR,
        enough,
        "%d MiB available%s"
            .formatted(
                available / MIB,
                enough
                    ? ""
                    : "; end what uses it, %d MiB are needed".formatted(LEAST_MEMORY_BYTES / MIB)));
  }

  private CheckResult load(String name) throws IOException {
    String oneMinute = Files.readString(procRoot.resolve("loadavg")).split(" ", 2)[0];
    double load = Double.parseDouble(oneMinute);
    boolean calm = load <= MOST_LOAD_PER_CPU * cpus;
    return result(
        name,
        calm ? CheckLevel.INFO : CheckLevel.WARN,
        calm,
        "load %s over the last minute on %d CPUs%s"
            .formatted(oneMinute, cpus, calm ? "" : "; something else is running"));
  }

  private static long field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).strip().split(" ", 2)[0]);
      }
    }
    throw new IOException(file + " has no " + name);
  }

  private static CheckResult result(String name, CheckLevel level, boolean passed, String message) {
    return CheckResult.newBuilder()
        .setName(name)
        .setLevel(level)
        .setPassed(passed)
        .setMessage(message)
        .build();
  }
}
