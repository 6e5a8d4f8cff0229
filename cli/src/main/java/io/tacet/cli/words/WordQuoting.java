package io.tacet.cli.words;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes words so that {@link io.tacet.scenario.WordSplitter} and any shell read them back as they
 * were.
 */
public final class WordQuoting {

  private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}_@%+=:,./-]+");

  private WordQuoting() {}

  /** All of them on one line. */
  public static String join(List<String> words) {
    return words.stream().map(WordQuoting::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
