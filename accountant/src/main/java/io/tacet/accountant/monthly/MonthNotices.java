package io.tacet.accountant.monthly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.report.MonthReports;
import io.tacet.accountant.report.MonthReports.Pages;
import io.tacet.accountant.report.MonthReports.Picture;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a PI is told: the report as text, as a page attached to it, or linked to where it is too
 * large, and its charts as pictures as far as there is room. The recipient is the PI's id, never an
 * address. An event's id follows from month and PI. Pure.
 */
final class MonthNotices {

  static final String KIND = "report-ready";

  /** Of the text; what is left of a record of 1 MiB beside the attachment is plenty. */
  private static final int MOST_TEXT = 64 * 1024;

  private final YearMonth month;
  private final ZoneId zone;
  private final String text;
  private final List<Attachment> attachments = new ArrayList<>();
  private final Instant now;

  MonthNotices(
      YearMonth month,
      ZoneId zone,
      Pages pages,
      int attachmentBytes,
      Optional<String> publicUrl,
      Instant now) {
    this.month = month;
    this.zone = zone;
    this.now = now;
    byte[] page = pages.html().getBytes(UTF_8);
    String where;
    if (page.length <= attachmentBytes) {
      attachments.add(attachment().setContent(ByteBuffer.wrap(page)).build());
      where = "The same with charts is in the attached page.";
    } else if (publicUrl.isPresent()) {
      String url = publicUrl.get().replaceAll("/+$", "") + MonthReports.path(month, zone);
      attachments.add(attachment().setReference(url).build());
      where = "The page with charts is too large for a mail; it is at\n" + url;
    } else {
      where = "The page with charts is too large for a mail.";
    }
    int left = attachmentBytes - (page.length <= attachmentBytes ? page.length : 0);
    for (Picture picture : pages.pictures()) {
      if (picture.png().remaining() <= left) {
        attachments.add(picture(picture));
        left -= picture.png().remaining();
      }
    }
    this.text =
        "The report on %s (%s) and the year up to its end. %s\nYours at any time: %s\n\n%s"
            .formatted(MonthReports.name(month), zone.getId(), where, command(), cut(pages.text()));
  }

  /** The notice to one PI. */
  Notice to(String pi) {
    String id = KIND + "/" + month + "/" + pi;
    return Notice.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString())
        .setOccurredAt(now)
        .setScope(NoticeScope.PI)
        .setRecipient(pi)
        .setKind(KIND)
        .setSubject("Usage report of " + MonthReports.name(month))
        .setText(text)
        .setAttachments(attachments)
        .build();
  }

  private Attachment.Builder attachment() {
    return Attachment.newBuilder()
        .setName("usage-" + month + ".html")
        .setContentType("text/html; charset=utf-8");
  }

  private Attachment picture(Picture picture) {
    return Attachment.newBuilder()
        .setName(picture.name().replace(' ', '-') + "-" + month + ".png")
        .setContentType("image/png")
        .setContent(picture.png())
        .build();
  }

  private String command() {
    return "tacet report --from %s --to %s --from2 %s --to2 %s --zone %s"
        .formatted(
            month.atDay(1),
            month.atEndOfMonth(),
            month.atDay(1).withDayOfYear(1),
            month.atEndOfMonth(),
            zone.getId());
  }

  private static String cut(String text) {
    if (text.length() <= MOST_TEXT) {
      return text;
    }
    return text.substring(0, text.lastIndexOf('\n', MOST_TEXT) + 1) + "(and more)\n";
  }
}
