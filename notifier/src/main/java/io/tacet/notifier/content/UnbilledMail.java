package io.tacet.notifier.content;

import io.tacet.notifier.mail.MailDraft;
import io.tacet.notifier.mail.Png;
import org.jspecify.annotations.Nullable;

/**
 * A mail about a job, complete but for the bill. Immutable.
 *
 * @param subject one line, decoded
 * @param textBefore the plain text up to the bill; textAfter the rest of it
 * @param html with {@link #BILL} where the bill goes
 * @param chart shown in the HTML; null for none
 */
public record UnbilledMail(
    String subject, String textBefore, String textAfter, String html, @Nullable Png chart) {

  /** Place in the HTML where the bill goes. What users write is escaped, so it is there once. */
  public static final String BILL = "<!--bill-->";

  /** The mail with a bill; both forms may be empty. */
  MailDraft.Content with(String text, String billHtml) {
    return new MailDraft.Content(
        subject, textBefore + text + textAfter, html.replace(BILL, billHtml), chart);
  }
}
