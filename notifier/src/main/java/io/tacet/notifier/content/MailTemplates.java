package io.tacet.notifier.content;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against the views at build time. */
@CheckedTemplate(basePath = "mail")
final class MailTemplates {

  private MailTemplates() {}

  static native TemplateInstance jobEndText(JobEndView view);

  static native TemplateInstance jobEndOutputText(JobEndView view);

  static native TemplateInstance jobEndHtml(JobEndView view);

  static native TemplateInstance billText(BillView view);

  static native TemplateInstance billHtml(BillView view);

  static native TemplateInstance noticeText(NoticeView view);

  static native TemplateInstance noticeHtml(NoticeView view);

  static native TemplateInstance digestText(DigestView view);

  static native TemplateInstance digestHtml(DigestView view);
}
