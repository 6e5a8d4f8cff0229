package io.tacet.notifier.mail;

import java.time.Instant;

/** What became of a claimed mail. Immutable. */
sealed interface Settlement {

  /** The mail server has it. */
  record Sent(Instant at) implements Settlement {}

  /** The mail server will never take it. */
  record Failed(String reason) implements Settlement {}

  /** To be tried again. */
  record Postponed(String reason, Instant until, boolean awaitsAddress) implements Settlement {}

  /** Nobody to send it to any more, or too old. */
  record GivenUp(String reason) implements Settlement {}
}
