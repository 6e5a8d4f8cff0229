package io.tacet.scheduler.job;

import org.jspecify.annotations.Nullable;

/** Texts from elsewhere on their way into the database. */
final class Texts {

  private Texts() {}

  /** Without NUL, which PostgreSQL's text does not have. */
  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  /** On one line, without control characters, cut to a length in characters. */
  static String line(String text, int longest) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}
