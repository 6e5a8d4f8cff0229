package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;

/**
 * What a kind of machine expects of a feature that saves energy or gains speed: a benchmarking
 * machine has it off, so that runs can be compared; a profiling machine has it on, as users'
 * machines do; a development machine may have it as it likes. Immutable.
 *
 * @param whenOn how grave it is that a benchmarking machine has it on
 */
record Expectation(MachineKind kind, CheckLevel whenOn) {

  CheckLevel level() {
    return switch (kind) {
      case BENCHMARKING -> whenOn;
      case PROFILING -> CheckLevel.WARN;
      case DEVELOPMENT, UNKNOWN -> CheckLevel.INFO;
    };
  }

  /**
   * Judges what was found.
   *
   * @param anyOn whether it is on anywhere
   * @param anyOff whether it is off anywhere
   */
  Finding judge(boolean anyOn, boolean anyOff, String found, String toTurnOff, String toTurnOn) {
    if (kind == MachineKind.BENCHMARKING && anyOn) {
      return Finding.notMet(found, toTurnOff);
    }
    if (kind == MachineKind.PROFILING && anyOff) {
      return Finding.notMet(found, toTurnOn);
    }
    return Finding.met(found);
  }
}
