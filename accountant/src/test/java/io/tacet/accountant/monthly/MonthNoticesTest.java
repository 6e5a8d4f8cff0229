package io.tacet.accountant.monthly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.report.MonthReports.Pages;
import io.tacet.accountant.report.MonthReports.Picture;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a PI is told, and how large it may become. */
class MonthNoticesTest {

  private static final Instant NOW = Instant.parse("2026-11-01T06:00:00Z");

  @Test
  void theReportIsAttachedAndTheIdFollowsFromMonthAndPi() {
    // given
    MonthNotices notices =
        notices(new Pages("figures", "<p>µ</p>", List.of()), 9, Optional.empty());
    // when
    Notice notice = notices.to("ada");
    // then
    assertThat(notice.getScope()).isEqualTo(NoticeScope.PI);
    assertThat(notice.getRecipient()).isEqualTo("ada");
    assertThat(notice.getKind()).isEqualTo("report-ready");
    assertThat(notice.getSubject()).isEqualTo("Usage report of October 2026");
    assertThat(notice.getText())
        .contains("attached", "figures")
        .contains("--from 2026-10-01 --to 2026-10-31 --from2 2026-01-01 --to2 2026-10-31 --zone");
    Attachment page = notice.getAttachments().get(0);
    assertThat(page.getName()).isEqualTo("usage-2026-10.html");
    assertThat(StandardCharsets.UTF_8.decode(page.getContent()).toString()).isEqualTo("<p>µ</p>");
    assertThat(notice.getEventId()).isEqualTo(notices.to("ada").getEventId());
    assertThat(notice.getEventId()).isNotEqualTo(notices.to("bob").getEventId());
  }

  @Test
  void aPageThatIsTooLargeIsLinkedTo() {
    // when
    Notice notice =
        notices(new Pages("t", "<p>µ</p>", List.of()), 8, Optional.of("https://example.org/a/"))
            .to("ada");
    // then
    Attachment page = notice.getAttachments().get(0);
    assertThat(page.getContent()).isNull();
    assertThat(page.getReference())
        .isEqualTo(
            "https://example.org/a/api/v1/report?from=2026-10-01&to=2026-10-31&from2=2026-01-01"
                + "&to2=2026-10-31&zone=Europe/Berlin&format=html");
    assertThat(notice.getText()).contains(page.getReference());
  }

  @Test
  void withoutAnAddressItIsSaidHowToGetIt() {
    // when
    Notice notice =
        notices(new Pages("line\n".repeat(100_000), "<p>", List.of()), 1, Optional.empty()).to("x");
    // then
    assertThat(notice.getAttachments()).isEmpty();
    assertThat(notice.getText()).contains("too large", "tacet report").endsWith("\n(and more)\n");
    assertThat(notice.getText().length()).isLessThan(70_000);
  }

  @Test
  void picturesGoAlongAsFarAsThereIsRoom() {
    // given: 3 bytes of page, 4 and 5 and 2 of pictures
    Pages pages =
        new Pages(
            "t",
            "<p>",
            List.of(
                new Picture("usage by PI", ByteBuffer.allocate(4)),
                new Picture("large", ByteBuffer.allocate(5)),
                new Picture("utilization", ByteBuffer.allocate(2))));
    // when
    Notice notice = notices(pages, 9, Optional.empty()).to("ada");
    // then
    assertThat(notice.getAttachments())
        .extracting(Attachment::getName)
        .containsExactly(
            "usage-2026-10.html", "usage-by-PI-2026-10.png", "utilization-2026-10.png");
    assertThat(notice.getAttachments().get(1).getContentType()).isEqualTo("image/png");
  }

  private static MonthNotices notices(Pages pages, int bytes, Optional<String> url) {
    return new MonthNotices(
        YearMonth.parse("2026-10"), ZoneId.of("Europe/Berlin"), pages, bytes, url, NOW);
  }
}
