package io.tacet.scheduler.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reason to fire. Immutable.
 *
 * @param key what makes it fire once for this
 * @param commit null: it goes by the clock
 */
record Occasion(
    String key,
    Instant dueAt,
    @Nullable String commit,
    @Nullable String tag,
    @Nullable String note) {

  /** Its time has come. */
  static Occasion at(Instant due, @Nullable String note) {
    return new Occasion(due.toString(), due, null, null, note);
  }

  /** A commit is new. */
  static Occasion commit(String commit, Instant noticed) {
    return new Occasion(commit, noticed, commit, null, null);
  }

  /** A tag is new, or was moved. */
  static Occasion tag(String tag, String commit, Instant noticed) {
    return new Occasion(tag + "@" + commit, noticed, commit, tag, null);
  }

  /** Somebody said so. */
  static Occasion byHand(String id, String user, @Nullable String commit, Instant now) {
    return new Occasion("by-hand/" + id, now, commit, null, "By hand, by " + user + ".");
  }
}
