package io.tacet.contract.machine;

import java.util.regex.Pattern;

/**
 * Id of a measurement machine. Part of a topic's name, so its alphabet avoids what collides there.
 * Immutable.
 *
 * @param value the id, {@code [a-z0-9-]{1,63}}
 */
public record MachineId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException with a sentence for the user when it does not fit
   */
  public MachineId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "Machine id '" + value + "' must be 1 to 63 characters of a-z, 0-9 and '-'");
    }
  }

  /** Whether a text may be a machine id. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Consumer group of the machine's worker; its committed offset says which orders are over. */
  public String consumerGroup() {
    return "tacet-worker-" + value;
  }

  /**
   * Transactional id under which, and only under which, outcomes for this machine are written: by
   * its worker, or by the scheduler in its place. The broker lets only the newest holder commit.
   */
  public String transactionalId() {
    return "tacet-worker-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
