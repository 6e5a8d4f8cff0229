package io.tacet.notifier.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written down. There is at most one for each kind, about and recipient. Immutable.
 *
 * @param kind what it is about, in kebab case: {@code job-end}, or the kind of a notice
 * @param about job id, or event id of the notice
 * @param recipient user id
 * @param content what it says
 * @param noticeId notice whose attachments go with it
 * @param recordedAt broker's time of the event; its age decides when the mail is given up
 */
public record MailDraft(
    String kind,
    String about,
    String recipient,
    Content content,
    @Nullable String noticeId,
    Instant recordedAt) {

  /**
   * What a mail says.
   *
   * @param subject one line, decoded
   */
  public record Content(String subject, String text, String html) {}
}
