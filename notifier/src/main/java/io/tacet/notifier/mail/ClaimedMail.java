package io.tacet.notifier.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that one sender has for itself until its claim lapses. Immutable.
 *
 * @param attempts which attempt this is, from 1; it tells this claim from later ones
 * @param deferrals how often the mail server turned it away for now
 * @param lapsesAt when another sender may take it
 */
record ClaimedMail(
    long id,
    String kind,
    String about,
    String recipient,
    String messageId,
    MailDraft.Content content,
    @Nullable String noticeId,
    boolean failure,
    Instant recordedAt,
    int attempts,
    int deferrals,
    Instant lapsesAt) {

  boolean isDigest() {
    return kind.equals(MailTable.DIGEST);
  }
}
