package io.tacet.worker.process;

import java.util.Optional;

/** What a job had used at a moment; {@link JobProcesses#since} tells the rest. */
public final class Mark {

  private final CpuMicros cpu;
  private final Optional<IoBytes> io;

  Mark(CpuMicros cpu, Optional<IoBytes> io) {
    this.cpu = cpu;
    this.io = io;
  }

  CpuMicros cpu() {
    return cpu;
  }

  Optional<IoBytes> io() {
    return io;
  }
}
