package io.tacet.notifier.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from events fit for a mail: no control characters, no escape sequences of terminals,
 * no characters that reverse the direction of what follows, and nothing that looks like a secret.
 */
public final class PlainText {

  private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-?]*[ -/]*[@-~]");
  private static final Pattern UNWANTED =
      Pattern.compile("[\\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069&&[^\n\t]]");
  private static final Pattern LINE_END = Pattern.compile("\r\n?|[\u0085\u2028\u2029]");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int LONGEST_LINE = 200;

  private PlainText() {}

  /** One line of at most 200 characters, fit for a header. */
  public static String line(@Nullable String text) {
    String line = SPACE.matcher(lines(text)).replaceAll(" ").strip();
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    int end = LONGEST_LINE - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** Lines that end with {@code \n}. */
  public static String lines(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String plain = ESCAPE.matcher(text).replaceAll("");
    plain = LINE_END.matcher(plain).replaceAll("\n");
    return Secrets.mask(UNWANTED.matcher(plain).replaceAll(" "));
  }
}
