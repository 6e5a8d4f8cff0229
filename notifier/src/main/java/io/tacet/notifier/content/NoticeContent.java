package io.tacet.notifier.content;

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
    NoticeView view =
        new NoticeView(
            subject.isEmpty() ? PlainText.line(notice.getKind()) : subject,
            List.of(PlainText.lines(notice.getText()).strip().split("\n{2,}", -1)),
            facts,
            links(notice.getAttachments()));
    return new MailDraft.Content(
        view.subject(),
        MailTemplates.noticeText(view).render(),
        MailTemplates.noticeHtml(view).render());
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
