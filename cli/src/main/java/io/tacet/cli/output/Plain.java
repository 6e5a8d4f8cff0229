package io.tacet.cli.output;

import java.util.regex.Pattern;

/**
 * Text from elsewhere (names, messages, a job's output) made harmless for a terminal: what would
 * move the cursor or change colours is shown instead of sent.
 */
public final class Plain {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\\n\\t]]");

  private Plain() {}

  /** The text with line ends and tabs, each other control character replaced by {@code ·}. */
  public static String text(String text) {
    return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("·");
  }
}
