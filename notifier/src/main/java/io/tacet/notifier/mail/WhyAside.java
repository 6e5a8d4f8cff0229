package io.tacet.notifier.mail;

/** Why a mail is listed in a digest instead of being sent by itself. */
public enum WhyAside {
  /** Its recipient wants one mail a day. */
  CHOICE,
  /** Its recipient has had enough of them in this hour. */
  RATE,
  /** It is too old. */
  EXPIRED
}
