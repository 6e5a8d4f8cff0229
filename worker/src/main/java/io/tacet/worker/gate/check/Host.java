package io.tacet.worker.gate.check;

import java.nio.file.Path;

/**
 * Where a machine is looked at. Immutable.
 *
 * @param proc root of the proc file system
 * @param sys root of the sys file system
 * @param run root of run-time state, {@code /run}
 * @param stateDir where the worker spools results; need not be there yet
 */
public record Host(Path proc, Path sys, Path run, Path stateDir) {

  /** {@code /sys/devices/system/cpu}. */
  Path cpus() {
    return sys.resolve("devices/system/cpu");
  }
}
