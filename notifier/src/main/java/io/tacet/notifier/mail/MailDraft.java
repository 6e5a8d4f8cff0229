package io.tacet.notifier.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written down. There is at most one for each kind, about and recipient. Immutable.
 *
 * @param kind what it is about, in kebab case: {@code job-end}, or the kind of a notice
 * @param about job id, or what the notice is about
 * @param recipient user id
 * @param content what it says
 * @param noticeId notice whose attachments go with it
 * @param failure whether it is for those, too, who want to hear of failures only
 * @param recordedAt broker's time of the event; its age decides when the mail is given up
 */
public record MailDraft(
    String kind,
    String about,
    String recipient,
    Content content,
    @Nullable String noticeId,
    boolean failure,
    Instant recordedAt) {

  /** Place in the HTML where the way to change the preferences goes when the mail is sent. */
  public static final String FOOTER = "<!--footer-->";

  /** Content-ID of the chart: {@code <img src="cid:chart">}. */
  public static final String CHART_ID = "chart";

  /**
   * What a mail says.
   *
   * @param subject one line, decoded
   * @param html with {@link #FOOTER} in it
   * @param chart shown in the HTML; null for none
   */
  public record Content(String subject, String text, String html, @Nullable Png chart) {}
}
