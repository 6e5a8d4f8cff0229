package io.tacet.cli.words;

import picocli.CommandLine.TypeConversionException;

/** Reads {@code 12}, as an int or a long. */
public final class Whole {

  private Whole() {}

  /** Of at most 32 bits. */
  public static Integer toInt(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw refusal(text);
    }
  }

  /** Of at most 64 bits. */
  public static Long toLong(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw refusal(text);
    }
  }

  private static TypeConversionException refusal(String text) {
    return new TypeConversionException(
        text.matches("[+-]?[0-9]+")
            ? "'" + text + "' has too many digits."
            : "'" + text + "' is no whole number; write it as 12.");
  }
}
