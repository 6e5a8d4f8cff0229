package io.tacet.notifier.mail;

/** What the mail server said to one mail. Immutable. */
sealed interface Delivery {

  /** It took the mail. */
  record Accepted() implements Delivery {}

  /** It refused this mail for good: trying again is of no use. */
  record Refused(String reason) implements Delivery {}

  /** It could not be reached, was busy, or refused us and not this mail. */
  record Deferred(String reason) implements Delivery {}
}
