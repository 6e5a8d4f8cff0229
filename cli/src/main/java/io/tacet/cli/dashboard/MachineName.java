package io.tacet.cli.dashboard;

import java.util.regex.Pattern;

/** Id of a machine, checked: it becomes part of a file's name. Immutable. */
record MachineName(String id) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if it is none
   */
  MachineName {
    if (!FORM.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + id + "' is no machine's id: a-z, 0-9 and -, at most 63.");
    }
  }
}
