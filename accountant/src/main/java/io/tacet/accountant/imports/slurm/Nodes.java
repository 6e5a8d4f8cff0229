package io.tacet.accountant.imports.slurm;

import java.util.Set;

/** Slurm's lists of nodes, as {@code d09n04s[01-02,07],d09n05}. */
final class Nodes {

  /** In place of a node: there was none. */
  static final String NONE = "(none)";

  private static final Set<String> NO_NODE =
      Set.of("", "None assigned", "None", "(null)", "Unknown");

  private Nodes() {}

  /** Whether a list names more than one. */
  static boolean areSeveral(String list) {
    int range = list.indexOf('[');
    return list.indexOf(',') >= 0 || (range >= 0 && list.indexOf('-', range) >= 0);
  }

  /** The first node of a list. */
  static String first(String list) {
    if (NO_NODE.contains(list)) {
      return NONE;
    }
    StringBuilder first = new StringBuilder();
    boolean inRange = false;
    boolean skip = false;
    for (int i = 0; i < list.length(); i++) {
      char one = list.charAt(i);
      if (one == '[') {
        inRange = true;
        skip = false;
      } else if (one == ']') {
        inRange = false;
        skip = false;
      } else if (one == ',' && !inRange) {
        break;
      } else if (inRange && (one == '-' || one == ',')) {
        skip = true;
      } else if (!skip) {
        first.append(one);
      }
    }
    return first.toString();
  }
}
