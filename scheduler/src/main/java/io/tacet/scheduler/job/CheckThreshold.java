package io.tacet.scheduler.job;

import io.tacet.schema.CheckLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The levels from which a check may refuse a job, as a submitter writes them. */
final class CheckThreshold {

  private CheckThreshold() {}

  /** Whether this is one of them, or none is given. */
  static boolean isValid(@Nullable String text) {
    return text == null || text.equals("error") || text.equals("warn") || text.equals("info");
  }

  /** The level of a valid one; null: none is given. */
  static @Nullable CheckLevel of(@Nullable String text) {
    return text == null ? null : CheckLevel.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
