package io.tacet.cli.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What was probably meant by a name that does not exist. */
final class Suggestion {

  private static final int MOST = 3;

  private Suggestion() {}

  /**
   * Names that are a typing error away, or begin as it does; the closest first.
   *
   * @return at most three
   */
  static List<String> of(String typed, Collection<String> names) {
    int tolerated = Math.max(1, typed.length() / 3);
    return names.stream()
        .filter(
            name ->
                distance(typed, name) <= tolerated
                    || (typed.length() > 1 && name.startsWith(typed)))
        .sorted(Comparator.comparingInt(name -> distance(typed, name)))
        .limit(MOST)
        .toList();
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that make one of the other (optimal
   * string alignment).
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
