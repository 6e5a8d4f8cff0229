package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;

/** Memory that a job can have (proc(5): {@code MemAvailable}). */
final class FreeMemory implements SystemCheck {

  private static final long MIB = 1L << 20;

  private final Host host;
  private final long leastBytes;

  FreeMemory(Host host, long leastBytes) {
    this.host = host;
    this.leastBytes = leastBytes;
  }

  @Override
  public String name() {
    return "free-memory";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.ERROR;
  }

  @Override
  public boolean mayPass() {
    return true;
  }

  @Override
  public Finding look() throws IOException {
    long available = KeyedLines.memoryBytes(host.proc().resolve("meminfo"), "MemAvailable");
    String found = "%d MiB available".formatted(available / MIB);
    return available >= leastBytes
        ? Finding.met(found)
        : Finding.notMet(found, "end what uses it: %d MiB are needed".formatted(leastBytes / MIB));
  }
}
