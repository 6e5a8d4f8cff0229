package io.tacet.accountant.imports.slurm;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Outcome;

/** Slurm's job states (sacct(1), JOB STATE CODES); {@code CANCELLED by 1000} is CANCELLED. */
final class State {

  private State() {}

  /** The state without who brought it about. */
  static String word(String text) {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    return word.endsWith("+") ? word.substring(0, word.length() - 1) : word;
  }

  /** How it ended; a job whose end is known is not running any more, whatever its state says. */
  static Outcome outcome(String word) throws BadField {
    return switch (word) {
      case "COMPLETED", "COMPLETING" -> Outcome.FINISHED;
      case "FAILED", "TIMEOUT", "OUT_OF_MEMORY", "DEADLINE", "LAUNCH_FAILED", "RECONFIG_FAIL" ->
          Outcome.FAILED;
      case "NODE_FAIL",
          "BOOT_FAIL",
          "PREEMPTED",
          "REQUEUED",
          "REVOKED",
          "RESIZING",
          "SUSPENDED",
          "STOPPED",
          "RUNNING",
          "PENDING" ->
          Outcome.INTERRUPTED;
      case "CANCELLED" -> Outcome.CANCELLED;
      default -> throw new BadField(BadReason.UNREADABLE, "State '" + word + "' is not known");
    };
  }
}
