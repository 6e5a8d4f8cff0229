package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown of a job, or of all, as it happens. */
final class FollowTest extends ConnectedTest {

  private static final String EVENTS =
      """
      :live
      retry:1000

      event:job
      id:7
      data:{"position":7,"id":"0J1","name":"compress","project":"demo","submitter":"me",
      data:"machine":"m1","event":{"occurredAt":"2026-11-21T01:00:00Z","state":"QUEUED",
      data:"attempt":0,"applied":true}}

      event:machine
      data:{"id":"m1"}

      event:job
      id:8
      data:{"position":8,"id":"0J1","name":"compress","project":"demo","submitter":"me",
      data:"machine":"m1","event":{"occurredAt":"2026-11-21T01:00:41Z","state":"FINISHED",
      data:"attempt":1,"applied":true}}

      """;

  @Test
  void followEndsWithFailureWhenTheJobDidNotFinish() {
    // given
    server.answersJson("/api/v1/jobs/0J1/events", "{\"items\":[]}");
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("CANCELLED", "null"));
    server.answersJson("/api/v1/jobs/0J1/results", "[]");
    server.answersJson("/api/v1/usage", "{\"items\":[]}");

    // when
    int code = terminal.run("submit", "--machine", "m1", "--command", "true", "--follow");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).contains("CANCELLED");
  }

  @Test
  void followWaitsForASchedulerThatIsAwayForAWhile() {
    // given
    server.answersJson("/api/v1/jobs/0J1/events", "{\"items\":[]}");
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("QUEUED", "null"));
    server.answersInTurn(
        "/api/v1/jobs/0J1",
        List.of(
            new FakeService.Answer(503, ""),
            new FakeService.Answer(502, "<html>"),
            new FakeService.Answer(200, Answers.JOB.formatted("FINISHED", Answers.OUTCOME))));
    server.answersJson("/api/v1/jobs/0J1/results", Answers.RESULTS);
    server.answersJson("/api/v1/usage", Answers.USAGE);

    // when
    int code = terminal.run("submit", "--machine", "m1", "--command", "true", "--follow");

    // then
    assertThat(code).isZero();
    assertThat(terminal.err().lines())
        .containsOnlyOnce(
            "  the scheduler does not answer; asking again. The job does not need it to go on.",
            "  the scheduler answers again");
  }

  @Test
  void followShowsEveryChangeAndTheResult() {
    // given
    server.answersJson(
        "/api/v1/jobs/0J1/events",
        """
        {"items":[{"occurredAt":"2026-11-21T01:00:00Z","state":"QUEUED","attempt":0,"applied":true},
         {"occurredAt":"2026-11-21T01:00:01Z","state":"PREPARING","attempt":1,"applied":true},
         {"occurredAt":"2026-11-21T01:00:01.5Z","state":"PREPARING","attempt":1,"applied":true},
         {"occurredAt":"2026-11-21T01:00:02Z","state":"MEASURING","attempt":1,"applied":true,
          "message":"silent for at most 60 s"},
         {"occurredAt":"2026-11-21T01:00:03Z","state":"ACCEPTED","attempt":1,"applied":false,
          "ignoredBecause":"NOT_A_TRANSITION"},
         {"occurredAt":"2026-11-21T01:00:41Z","state":"FINISHED","attempt":1,"applied":true}]}
        """);
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("FINISHED", Answers.OUTCOME));
    server.answersJson("/api/v1/jobs/0J1/results", Answers.RESULTS);
    server.answersJson("/api/v1/usage", Answers.USAGE);

    // when
    int code = terminal.run("submit", "--machine", "m1", "--command", "true", "--follow");

    // then
    assertThat(code).isZero();
    assertThat(terminal.err().lines())
        .containsSubsequence(
            "      0.0 s  QUEUED",
            "      1.0 s  PREPARING",
            "      1.5 s  PREPARING     what is not measured",
            "      2.0 s  MEASURING     silent for at most 60 s",
            "     41.0 s  FINISHED")
        .noneMatch(line -> line.contains("ACCEPTED"));
    assertThat(terminal.out()).contains("0.002222 SU").doesNotContain("\u001b");
  }

  @Test
  void followAsksAgainWhenTheServerTellsOfAChange() {
    // given
    server.answersJson("/api/v1/jobs/0J1/events", "{\"items\":[]}");
    FakeService.Answer queued =
        new FakeService.Answer(200, Answers.JOB.formatted("QUEUED", "null"));
    server.answersInTurn(
        "/api/v1/jobs",
        List.of(
            queued,
            queued,
            queued,
            new FakeService.Answer(200, Answers.JOB.formatted("FINISHED", Answers.OUTCOME))));
    server.answers("/api/v1/events", 200, "text/event-stream", EVENTS);
    server.answersJson("/api/v1/jobs/0J1/results", Answers.RESULTS);
    server.answersJson("/api/v1/usage", Answers.USAGE);

    // when
    int code = terminal.run("submit", "--machine", "m1", "--command", "true", "--follow");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests())
        .extracting(FakeService.Request::uri)
        .contains("/api/v1/events?job=0J1");
  }

  @Test
  void watchWritesALineForEachChangeAndGoesOnWhereItEnded() {
    // given
    server.answersInTurn(
        "/api/v1/events",
        "text/event-stream",
        List.of(new FakeService.Answer(200, EVENTS), new FakeService.Answer(404, "no more")));

    // when
    int code = terminal.run("jobs", "--watch", "--machine", "m1");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("gives no live events (404)");
    assertThat(terminal.out().lines()).hasSize(2);
    assertThat(terminal.out()).contains("0J1  QUEUED").contains("FINISHED").contains("compress");
    assertThat(server.requests())
        .extracting(FakeService.Request::lastId)
        .containsExactly(null, "8");
  }
}
