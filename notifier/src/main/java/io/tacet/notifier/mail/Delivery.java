package io.tacet.notifier.mail;

/** What the mail server said to one mail. Immutable. */
sealed interface Delivery {

  /** It took the mail. */
  record Accepted() implements Delivery {}

  /** It refused this mail for good: trying again is of no use. */
  record Refused(String reason) implements Delivery {}

  /** It turned this mail away for now, or did not say whether it took it. */
  record Deferred(String reason) implements Delivery {}

  /** It could not be reached, or takes no mail at all from us now. */
  record NoServer(String reason) implements Delivery {}
}
