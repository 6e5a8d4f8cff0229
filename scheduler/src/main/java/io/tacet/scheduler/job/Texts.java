package io.tacet.scheduler.job;

import org.jspecify.annotations.Nullable;

/** Texts from elsewhere on their way into the database. */
final class Texts {

  private Texts() {}

  /** Without NUL, which PostgreSQL's text does not have. */
  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }
}
