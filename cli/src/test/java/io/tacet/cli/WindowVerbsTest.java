package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the verb window and submit --window send, and how windows are shown. */
final class WindowVerbsTest extends ConnectedTest {

  private static final String SUN =
      """
      {"id":"sun","open":false,"changesAt":"2026-11-22T08:00:00Z","value":120.5,"failures":2,
       "problem":"The feed can't be read.","machines":["m1"],"waitingJobs":3,
       "definition":{"description":"sun","feed":{"uri":"https://h/s.csv","opens":"ABOVE",
                     "threshold":2500,"validMinutes":60,"unreadable":"CLOSED"}}}
      """;
  private static final String JOB =
      """
      {"id":"0j1","name":"sort","project":"demo","submitter":"me","machine":"m1",
       "state":"QUEUED","attempt":0,"attemptsCounted":0,"maxAttempts":3,"command":["sort"],
       "variables":{},"timeLimitSeconds":3600,"interruptible":false,
       "submittedAt":"2026-11-21T01:00:00Z",
       "queueing":{"priority":0,"labels":{},"held":false,"waitsFor":0,
                   "window":{"id":"sun","waits":true,"startsAnywayAt":"2026-11-22T01:00:00Z"}}}
      """;

  @Test
  void setSendsTimesOrAFeed() throws IOException {
    // given
    server.answersJson("/api/v1/windows/sun", SUN);

    // when
    int codes =
        terminal.run(
                "window",
                "set",
                "sun",
                "--feed",
                "https://h/s.csv",
                "--above",
                "2500",
                "--valid",
                "30m")
            + terminal.run("window", "set", "sun", "--cron", "0 22 * * *", "--for", "8h");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    JsonNode feed = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(feed.at("/feed/opens").asText()).isEqualTo("ABOVE");
    assertThat(feed.at("/feed/threshold").asInt()).isEqualTo(2500);
    assertThat(feed.at("/feed/validMinutes").asInt()).isEqualTo(30);
    JsonNode cron = new ObjectMapper().readTree(server.requests().get(1).body());
    assertThat(cron.path("cron").asText()).isEqualTo("0 22 * * *");
    assertThat(cron.path("minutes").asInt()).isEqualTo(480);
    for (String wrong :
        new String[] {
          "",
          "--cron x",
          "--feed https://h/x",
          "--feed https://h/x --below 1 --above 2",
          "--cron x --for 1h --below 3"
        }) {
      assertThat(terminal.run(("window set sun " + wrong).strip().split(" ")))
          .as(wrong)
          .isEqualTo(2);
    }
  }

  @Test
  void theListSaysWhetherTheyAreOpenAndWhatIsWrong() {
    // given
    server.answersJson("/api/v1/windows", "{\"items\":[" + SUN + "]}");
    server.answersJson("/api/v1/windows/sun/machines/m1", SUN);
    server.answers("/api/v1/windows/sun", 204, "application/json", "");

    // when
    int codes =
        terminal.run("window")
            + terminal.run("window", "machine", "sun", "m1")
            + terminal.run("window", "remove", "sun");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("sun     closed  2026-11-22 08:00:00 UTC  above 2500 in https://h/s.csv")
        .contains("The feed can't be read.")
        .contains("Machine m1 is given orders while window sun is open; it is closed now.")
        .contains("Window sun is removed.");
  }

  @Test
  void aJobThatWaitsForAWindowSaysSo() throws IOException {
    // given
    server.answersJson("/api/v1/jobs", JOB);
    server.answersJson("/api/v1/jobs/0j1", JOB);

    // when
    int codes =
        terminal.run("submit", "-m", "m1", "--window", "sun", "--window-wait", "24h", "--", "sort")
            + terminal.run("job", "0j1");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.path("startWindow").asText()).isEqualTo("sun");
    assertThat(sent.path("windowWaitSeconds").asLong()).isEqualTo(86_400);
    assertThat(terminal.out())
        .contains("window     sun, closed; begins anyway from 2026-11-22 01:00:00 UTC");
    assertThat(terminal.run("submit", "-m", "m1", "--window-wait", "1h", "--", "x")).isEqualTo(2);
  }
}
