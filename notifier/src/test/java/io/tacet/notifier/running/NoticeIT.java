package io.tacet.notifier.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.mail.CaughtMail;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Attachment;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.schema.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A notice becomes one mail for each of those it concerns. */
class NoticeIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Surroundings surroundings;
  private static DirectoryOfTest directory;
  private static RunningService notifier;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    directory = new DirectoryOfTest(surroundings);
    directory.user("sam", Role.SUBMITTER);
    directory.user("olga", Role.OPERATOR);
    directory.user("root", Role.ADMIN);
    notifier = RunningService.start(surroundings, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    notifier.close();
    surroundings.close();
  }

  @Test
  void aNoticeToOperatorsReachesEachOfThemOnceAndNobodyElse() throws Exception {
    // given
    Notice notice = Events.notice(NoticeScope.OPERATORS, "machine-overdue").build();
    // when
    send(notice);
    send(notice);
    // then
    awaitState(notice, "EXPANDED");
    awaitSent(notice, 2);
    assertThat(mails("olga@example.org", "Machine m1 is overdue")).hasSize(1);
    assertThat(mails("root@example.org", "Machine m1 is overdue")).hasSize(1);
    assertThat(mails("sam@example.org", "Machine m1 is overdue")).isEmpty();
    CaughtMail mail = mails("olga@example.org", "Machine m1 is overdue").get(0);
    assertThat(mail.text().orElseThrow())
        .contains("No status for 10 minutes.", "Look whether it has power.", "Machine: m1");
    assertThat(mail.header("Message-ID").orElseThrow())
        .startsWith("<machine-overdue." + notice.getEventId() + ".");
  }

  @Test
  void aNoticeToAProjectReachesItsWatchersWithWhatIsAttached() throws Exception {
    // given
    directory.project("watched", "sam");
    Notice notice =
        Events.notice(NoticeScope.PROJECT, "report-ready")
            .setRecipient("watched")
            .setSubject("The report is ready")
            .setText("See <below> & beyond.")
            .setAttachments(
                List.of(
                    Attachment.newBuilder()
                        .setName("report.csv")
                        .setContentType("text/csv")
                        .setContent(ByteBuffer.wrap("user;su\nada;1.9\n".getBytes(UTF_8)))
                        .build(),
                    Attachment.newBuilder()
                        .setName("all of it")
                        .setContentType("text/html")
                        .setReference("https://tacet.example.org/report")
                        .build()))
            .build();
    // when
    send(notice);
    // then
    awaitSent(notice, 1);
    CaughtMail mail = mails("sam@example.org", "The report is ready").get(0);
    assertThat(mail.html().orElseThrow())
        .contains("See &lt;below&gt; &amp; beyond.", "href=\"https://tacet.example.org/report\"");
    assertThat(mail.raw()).contains("report.csv", "text/csv");
  }

  @Test
  void aNoticeToAProjectTheDirectoryDoesNotNameYetWaitsForIt() throws Exception {
    // given
    Notice notice =
        Events.notice(NoticeScope.PROJECT, "report-ready")
            .setRecipient("later")
            .setSubject("Wait for it")
            .build();
    send(notice);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT reason FROM notice WHERE event_id = ?", notice.getEventId()))
                    .contains("does not name project later"));
    // when
    directory.project("later", "sam");
    // then
    awaitSent(notice, 1);
    assertThat(mails("sam@example.org", "Wait for it")).hasSize(1);
  }

  @Test
  void aNoticeToAUserReachesTheUserAlone() throws Exception {
    // given
    Notice notice =
        Events.notice(NoticeScope.USER, "quota").setRecipient("sam").setSubject("Quota").build();
    // when
    send(notice);
    // then
    awaitSent(notice, 1);
    assertThat(mails("sam@example.org", "Quota")).hasSize(1);
  }

  @Test
  void aReportReachesThePiWithItsPictureShown() throws Exception {
    // given
    directory.user("prof", Role.SUBMITTER);
    Notice notice =
        Events.notice(NoticeScope.PI, "report-ready")
            .setRecipient("prof")
            .setSubject("Usage in October")
            .setAttachments(
                List.of(
                    Attachment.newBuilder()
                        .setName("usage by project")
                        .setContentType("image/png")
                        .setContent(ByteBuffer.wrap(new byte[] {(byte) 0x89, 'P', 'N', 'G'}))
                        .build()))
            .build();
    // when
    send(notice);
    // then
    awaitSent(notice, 1);
    CaughtMail mail = mails("prof@example.org", "Usage in October").get(0);
    assertThat(mail.html().orElseThrow()).contains("<img src=\"cid:attachment-0\"");
    assertThat(mail.raw()).contains("Content-ID: <attachment-0>", "multipart/related");
  }

  @Test
  void aNoticeThatCannotBeDeliveredIsGivenUpAloud() throws Exception {
    // given
    Notice notice = Events.notice(NoticeScope.UNKNOWN, "report-ready").build();
    // when
    send(notice);
    // then
    awaitState(notice, "GIVEN_UP");
    assertThat(notifier.log()).contains(notice.getEventId() + " (report-ready) is given up");
  }

  private static void send(Notice notice) throws Exception {
    surroundings.send(surroundings.topics().notices(), notice.getScope().name(), notice);
  }

  private static List<CaughtMail> mails(String address, String subject) {
    return surroundings.mailsTo(address).stream()
        .filter(mail -> mail.subject().equals(subject))
        .toList();
  }

  private static void awaitState(Notice notice, String state) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT state FROM notice WHERE event_id = ?", notice.getEventId()))
                    .isEqualTo(state));
  }

  private static void awaitSent(Notice notice, int count) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT string_agg(state, ' ') FROM mail WHERE about = ?",
                            notice.getEventId()))
                    .isEqualTo(String.join(" ", java.util.Collections.nCopies(count, "SENT"))));
  }
}
