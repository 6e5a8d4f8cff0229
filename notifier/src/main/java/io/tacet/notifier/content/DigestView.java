package io.tacet.notifier.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a digest shows. Immutable.
 *
 * @param title the subject
 * @param why why these came in one mail, sentences; empty when the recipient wants it so
 */
public record DigestView(String title, List<String> why, List<Group> groups) {

  /**
   * Lines under one heading.
   *
   * @param more how many are not shown, in words; empty when all are
   */
  public record Group(String title, List<Line> lines, String more) {}

  /** One mail. */
  public record Line(String time, String subject, @Nullable String link) {}
}
