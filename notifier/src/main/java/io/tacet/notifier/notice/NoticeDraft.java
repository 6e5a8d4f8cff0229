package io.tacet.notifier.notice;

import io.tacet.notifier.mail.MailDraft;
import java.time.Instant;

/**
 * A notice to be written down: a mail whose recipients are to be found. Immutable.
 *
 * @param id what makes it one; a notice with an id that is there already changes nothing
 * @param recipient user, project or PI id; empty for operators
 * @param kind in kebab case; decides by rule who gets it
 * @param about becomes part of the mails' key: a recipient gets one mail of a kind about it
 */
public record NoticeDraft(
    String id,
    Scope scope,
    String recipient,
    String kind,
    String about,
    MailDraft.Content content,
    boolean failure,
    Instant recordedAt) {

  /** To operators, as far as the rules do not say otherwise. */
  public static NoticeDraft toOperators(
      String id, String kind, MailDraft.Content content, Instant recordedAt) {
    return new NoticeDraft(id, Scope.OPERATORS, "", kind, id, content, true, recordedAt);
  }
}
