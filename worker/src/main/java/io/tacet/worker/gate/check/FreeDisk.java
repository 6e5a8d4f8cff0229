package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room for results where the worker keeps them. */
final class FreeDisk implements SystemCheck {

  private static final long MIB = 1L << 20;

  private final Host host;
  private final long leastBytes;

  FreeDisk(Host host, long leastBytes) {
    this.host = host;
    this.leastBytes = leastBytes;
  }

  @Override
  public String name() {
    return "free-disk";
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
    Path there = host.stateDir().toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long free = Files.getFileStore(there).getUsableSpace();
    String found = "%d MiB free in %s".formatted(free / MIB, there);
    return free >= leastBytes
        ? Finding.met(found)
        : Finding.notMet(found, "make room: %d MiB are needed".formatted(leastBytes / MIB));
  }
}
