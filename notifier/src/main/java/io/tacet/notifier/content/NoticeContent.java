package io.tacet.notifier.content;

import io.tacet.notifier.mail.Attachments;
import io.tacet.notifier.mail.MailDraft;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mail about a notice; the same for every recipient. */
public final class NoticeContent {

  private NoticeContent() {}

  /** The mail. */
  public static MailDraft.Content of(Notice notice) {
    List<JobEndView.Fact> facts = new ArrayList<>();
    fact(facts, "Machine", notice.getMachine());
    fact(facts, "Job", notice.getJobId());
    String subject = PlainText.line(notice.getSubject());
    return content(
        subject.isEmpty() ? PlainText.line(notice.getKind()) : subject,
        notice.getText(),
        facts,
        links(notice.getAttachments()),
        pictures(notice.getAttachments()));
  }

  /** A mail of the notifier's own; blank lines part the text's paragraphs. */
  public static MailDraft.Content of(String subject, String text) {
    return content(PlainText.line(subject), text, List.of(), List.of(), List.of());
  }

  private static MailDraft.Content content(
      String subject,
      String text,
      List<JobEndView.Fact> facts,
      List<NoticeView.Link> links,
      List<NoticeView.Picture> pictures) {
    NoticeView view =
        new NoticeView(
            subject,
            List.of(PlainText.lines(text).strip().split("\n{2,}", -1)),
            facts,
            links,
            pictures);
    return new MailDraft.Content(
        view.subject(),
        MailTemplates.noticeText(view).render(),
        MailTemplates.noticeHtml(view).render(),
        null);
  }

  private static List<NoticeView.Picture> pictures(List<Attachment> attachments) {
    List<NoticeView.Picture> pictures = new ArrayList<>();
    for (int position = 0; position < attachments.size(); position++) {
      Attachment one = attachments.get(position);
      if (one.getContent() != null && Attachments.isShown(one.getContentType())) {
        pictures.add(
            new NoticeView.Picture(PlainText.line(one.getName()), Attachments.contentId(position)));
      }
    }
    return pictures;
  }

  private static List<NoticeView.Link> links(List<Attachment> attachments) {
    return attachments.stream()
        .filter(one -> one.getContent() == null && one.getReference() != null)
        .filter(one -> one.getReference().matches("https?://\\S+"))
        .map(one -> new NoticeView.Link(PlainText.line(one.getName()), one.getReference()))
        .toList();
  }

  private static void fact(List<JobEndView.Fact> facts, String name, @Nullable String value) {
    String line = PlainText.line(value);
    if (!line.isEmpty()) {
      facts.add(new JobEndView.Fact(name, line));
    }
  }
}
