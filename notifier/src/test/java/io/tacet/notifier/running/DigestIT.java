package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.mail.CaughtMail;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users choose, what is too much and what is too old; one notifier for all of it. */
class DigestIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** A time of day, UTC, that is hours away from this run. */
  private static String digestAt;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static Surroundings surroundings;
  private static DirectoryOfTest directory;
  private static RunningService notifier;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    directory = new DirectoryOfTest(surroundings);
    digestAt = LocalTime.now(ZoneOffset.UTC).plusHours(12).truncatedTo(ChronoUnit.HOURS).toString();
    notifier =
        RunningService.start(
            surroundings,
            Map.of(
                "TACET_NOTIFIER_DELIVERY_MOST_PER_HOUR",
                "3",
                "TACET_NOTIFIER_DELIVERY_COLLECT",
                "PT3S",
                "TACET_NOTIFIER_DELIVERY_EXPIRY",
                "PT1H",
                "TACET_NOTIFIER_DELIVERY_DIGEST_AT",
                digestAt));
  }

  @AfterAll
  static void stop() throws Exception {
    notifier.close();
    surroundings.close();
  }

  @Test
  void whatIsTooMuchInAnHourComesInOneMail() throws Exception {
    // given
    String address = directory.user("ada", Role.SUBMITTER);
    // when
    for (int i = 0; i < 12; i++) {
      send("ada-" + i, "ada", i == 11 ? JobState.FAILED : JobState.FINISHED);
    }
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(count("SENT", "ada", "job-end") + count("IN_DIGEST", "ada", "job-end"))
                    .isEqualTo(12));
    assertThat(count("SENT", "ada", "job-end")).isBetween(3L, 4L); // two senders may count at once
    await("all of them told: the last may come in a digest of its own")
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(texts(address))
                    .contains("too many mails to you", "Finished: compress on m1", "/jobs/ada-")
                    .contains("To look at", "Failed: compress on m1"));
    List<CaughtMail> digests = digests(address);
    assertThat((long) digests.size()).isLessThan(count("IN_DIGEST", "ada", "job-end"));
    assertThat(digests.get(0).html().orElseThrow()).contains("href=\"https://tacet.example.org");
  }

  private static String texts(String address) {
    return digests(address).stream()
        .map(mail -> mail.text().orElseThrow())
        .collect(Collectors.joining());
  }

  @Test
  void whatIsTooOldIsNotSentButListed() throws Exception {
    // given
    String address = directory.user("old", Role.SUBMITTER);
    // when
    mailOfLastWeek("old");
    // then
    await().atMost(LIMIT).until(() -> digests(address).size() == 1);
    assertThat(digests(address).get(0).subject()).isEqualTo("1 message, 1 to look at");
    assertThat(digests(address).get(0).text().orElseThrow())
        .contains("would be old news by now", "Failed: of last week");
    assertThat(surroundings.mailsTo(address)).hasSize(1);
    await("it has arrived before the notifier notes that")
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        surroundings.text(
                            "SELECT m.state || ' in ' || d.kind || ' ' || d.state FROM mail m"
                                + " JOIN mail d ON d.id = m.digest_id WHERE m.recipient = 'old'"))
                    .isEqualTo("IN_DIGEST in digest SENT"));
  }

  @Test
  void theLinkInAMailShowsAndOnlyAPostChanges() throws Exception {
    // given
    String address = directory.user("eve", Role.SUBMITTER);
    send("eve-1", "eve", JobState.FINISHED);
    await().atMost(LIMIT).until(() -> surroundings.mailsTo(address).size() == 1);
    CaughtMail mail = surroundings.mailsTo(address).get(0);
    String header = mail.header("List-Unsubscribe").orElseThrow();
    assertThat(header).startsWith("<https://mail.example.org/notifier/mail/preferences?t=");
    assertThat(mail.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
    String link = header.substring(1, header.length() - 1);
    assertThat(mail.text().orElseThrow()).contains(link);
    assertThat(mail.html().orElseThrow()).contains("href=\"" + link + "\"");
    String path = link.substring(link.indexOf("/mail/"));
    // when: somebody follows the link
    HttpResponse<String> shown = request(path, null, "");
    // then
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("to eve", "value=\"all\" checked");
    assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(shown.headers().firstValue("Content-Type").orElse("")).contains("text/html");
    // when: only failures are wanted
    HttpResponse<String> set =
        request(path, "choice=failures", "application/x-www-form-urlencoded");
    send("eve-2", "eve", JobState.FINISHED);
    send("eve-3", "eve", JobState.FAILED);
    // then
    assertThat(set.body()).contains("This is set now.", "value=\"failures\" checked");
    await().atMost(LIMIT).until(() -> surroundings.mailsTo(address).size() == 2);
    await().atMost(LIMIT).until(() -> count("UNWANTED", "eve", "job-end") == 1);
    // when: a mail program unsubscribes, in the other of the two forms it may use
    HttpResponse<String> unsubscribed =
        request(
            path,
            """
            --x
            Content-Disposition: form-data; name="List-Unsubscribe"

            One-Click
            --x--
            """
                .replace("\n", "\r\n"),
            "multipart/form-data; boundary=x");
    send("eve-4", "eve", JobState.FAILED);
    // then
    assertThat(unsubscribed.statusCode()).isEqualTo(200);
    await().atMost(LIMIT).until(() -> count("UNWANTED", "eve", "job-end") == 2);
    assertThat(surroundings.mailsTo(address)).hasSize(2);
    // when: the link is another's
    HttpResponse<String> forged =
        request(path.replace("t=", "t=A"), "choice=all", "application/x-www-form-urlencoded");
    HttpResponse<String> wrong = request(path, "choice=some", "application/x-www-form-urlencoded");
    // then
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("not valid").doesNotContain("<form");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(surroundings.text("SELECT choice FROM preference WHERE user_id = 'eve'"))
        .isEqualTo("NONE");
  }

  @Test
  void whoWantsOneMailADayGetsItAtTheHour() throws Exception {
    // given
    String address = directory.user("day", Role.SUBMITTER);
    execute("INSERT INTO preference VALUES ('day', 'DIGEST', now())");
    // when
    send("day-1", "day", JobState.FAILED);
    send("day-2", "day", JobState.FINISHED);
    // then
    await().atMost(LIMIT).until(() -> count("COLLECTED", "day", "job-end") == 2);
    assertThat(surroundings.mailsTo(address)).isEmpty();
    assertThat(
            surroundings.text(
                "SELECT count(DISTINCT next_attempt_at::time) || ' ' ||"
                    + " bool_and(next_attempt_at > now() AND"
                    + " (next_attempt_at AT TIME ZONE 'UTC')::time = '"
                    + digestAt
                    + "') FROM mail WHERE recipient = 'day'"))
        .isEqualTo("1 true");
    // when: the hour has come
    execute("UPDATE mail SET next_attempt_at = now() WHERE recipient = 'day'");
    // then
    await().atMost(LIMIT).until(() -> surroundings.mailsTo(address).size() == 1);
    assertThat(surroundings.mailsTo(address).get(0).subject())
        .isEqualTo("2 messages, 1 to look at");
  }

  private static void mailOfLastWeek(String user) throws Exception {
    execute(
        "INSERT INTO mail (kind, about, recipient, message_id, subject, text_body, html_body,"
            + " recorded_at, state, next_attempt_at) VALUES ('job-end', 'job-old', '"
            + user
            + "', '<1@h>', 'Failed: of last week', 't', 'h', now() - interval '7 days',"
            + " 'PENDING', 'epoch')");
  }

  private static void execute(String statement) throws Exception {
    try (Connection connection = surroundings.connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.executeUpdate();
    }
  }

  private static long count(String state, String user, String kind) throws Exception {
    return surroundings.count(
        "SELECT count(*) FROM mail WHERE state = ? AND recipient = ? AND kind = ?",
        state,
        user,
        kind);
  }

  private static List<CaughtMail> digests(String address) {
    return surroundings.mailsTo(address).stream()
        .filter(mail -> mail.header("X-Tacet-Kind").orElse("").equals("digest"))
        .toList();
  }

  private static void send(String job, String user, JobState state) throws Exception {
    surroundings.send(
        surroundings.topics().jobStatus(),
        job,
        Events.status(job, user, state).setOrderId(Events.uuid()).build());
  }

  private static HttpResponse<String> request(
      String path, @org.jspecify.annotations.Nullable String body, String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + notifier.port() + path));
    if (body != null) {
      request.POST(BodyPublishers.ofString(body)).header("Content-Type", type);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
