package io.tacet.notifier.notice;

import io.tacet.schema.NoticeScope;

/** Whom a notice names. */
public enum Scope {
  OPERATORS,
  /** The one user in recipient. */
  USER,
  /** Those who watch the project in recipient; waits until the directory names the project. */
  PROJECT,
  /** The same, but a project that the directory does not name has no watchers. */
  WATCHERS,
  /** The PI in recipient, who is a user of the same id. */
  PI,
  UNKNOWN;

  static Scope of(NoticeScope scope) {
    return switch (scope) {
      case OPERATORS -> OPERATORS;
      case USER -> USER;
      case PROJECT -> PROJECT;
      case PI -> PI;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
