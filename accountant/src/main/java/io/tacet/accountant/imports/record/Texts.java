package io.tacet.accountant.imports.record;

import java.nio.charset.Charset;

/** Reads names from bytes: of hosts, users, projects. */
public final class Texts {

  private static final int LONGEST = 255;
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /**
   * A name.
   *
   * @param field for the message
   * @throws BadField when it is empty, too long, or no text in this charset
   */
  public static String name(Line line, int from, int to, Charset charset, String field)
      throws BadField {
    return name(line.text(from, to, charset), field);
  }

  /** The same of text; of that which was decoded, a replaced character is none. */
  public static String name(String text, String field) throws BadField {
    if (text.isEmpty()) {
      throw new BadField(BadReason.UNREADABLE, field + " is empty");
    }
    if (text.length() > LONGEST) {
      throw new BadField(BadReason.UNREADABLE, field + " has more than 255 characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one < ' ' || (one >= 0x7f && one < 0xa0) || one == REPLACEMENT) {
        throw new BadField(
            BadReason.CHARSET, field + " holds what is no text in the stated charset");
      }
    }
    return text;
  }
}
