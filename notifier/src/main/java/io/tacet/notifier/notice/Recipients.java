package io.tacet.notifier.notice;

import java.util.List;

/** To whom a notice goes. Immutable. */
sealed interface Recipients {

  /** To these users; to nobody, if a project has no watchers. */
  record Known(List<String> users) implements Recipients {}

  /** The directory can't say yet. */
  record NotYet(String reason) implements Recipients {}

  /** It can't be said at all. */
  record Never(String reason) implements Recipients {}
}
