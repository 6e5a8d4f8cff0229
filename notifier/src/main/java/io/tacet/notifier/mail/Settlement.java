package io.tacet.notifier.mail;

import java.time.Instant;

/** What became of a claimed mail. Immutable. */
sealed interface Settlement {

  /** The mail server has it. */
  record Sent(Instant at) implements Settlement {}

  /** The mail server will never take it. */
  record Failed(String reason) implements Settlement {}

  /**
   * To be tried again.
   *
   * @param hold whether the recipient's other mails wait, too
   */
  record Postponed(String reason, Instant until, boolean awaitsAddress, boolean hold)
      implements Settlement {}

  /** Nobody to send it to any more, or too old. */
  record GivenUp(String reason) implements Settlement {}

  /** The recipient does not want it. */
  record Unwanted(String reason) implements Settlement {}

  /** To be listed in the next digest, which is due at this time. */
  record Collected(WhyAside why, String reason, Instant due) implements Settlement {}
}
