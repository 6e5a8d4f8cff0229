package io.tacet.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * The subject as it goes over the line: ASCII as it is, everything else as encoded words (RFC 2047)
 * that end between characters. The mailer's own encoding takes the two halves of a character beyond
 * U+FFFF apart. Always shorter than a line may be (998 bytes).
 */
final class SubjectHeader {

  private static final int MOST_BYTES = 500;

  /** 45 bytes are 60 characters of base64, and 72 with what is around them; 75 are allowed. */
  private static final int BYTES_OF_WORD = 45;

  private SubjectHeader() {}

  static String of(String subject) {
    String text = cut(subject.replaceAll("\\p{Cntrl}", " "));
    if (text.chars().allMatch(c -> c < 0x7F) && !text.contains("=?")) {
      return text;
    }
    StringBuilder header = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      if (bytes(word.toString()) + bytes(Character.toString(point)) > BYTES_OF_WORD) {
        header.append(encoded(word)).append(' ');
        word.setLength(0);
      }
      word.appendCodePoint(point);
    }
    return header.append(encoded(word)).toString();
  }

  private static String cut(String text) {
    if (bytes(text) <= MOST_BYTES) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int bytes = 0;
    for (int point : text.codePoints().toArray()) {
      bytes += bytes(Character.toString(point));
      if (bytes > MOST_BYTES - 3) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return cut.append('…').toString();
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static String encoded(StringBuilder word) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8))
        + "?=";
  }
}
