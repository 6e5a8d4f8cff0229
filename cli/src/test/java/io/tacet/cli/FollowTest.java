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
  private static final String JOB =
      """
      {"id":"0J1","name":"compress","project":"demo","submitter":"me","machine":"m1",
       "state":"%s","attempt":1,"attemptsCounted":1,"maxAttempts":3,"command":["gzip","-9","a b"],
       "variables":{},"timeLimitSeconds":3600,"interruptible":false,
       "submittedAt":"2026-11-21T01:00:00Z","endedAt":"2026-11-21T01:00:41.5Z",
       "outcome":%s}
      """;
  private static final String OUTCOME =
      """
      {"orderId":"o","attempt":1,"state":"FINISHED","occurredAt":"2026-11-21T01:00:41Z",
       "verdict":"NOT_JUDGED","headlines":[],
       "phases":[
        {"name":"RUNTIME","repeat":1,"measured":true,"startedAt":"2026-11-21T01:00:05Z",
         "durationMicros":4000000,"exitCode":0,
         "cpuTime":{"userMicros":3000000,"systemMicros":900000,"source":"REAPED"}},
        {"name":"RUNTIME","repeat":2,"measured":true,"startedAt":"2026-11-21T01:00:15Z",
         "durationMicros":4200000,"exitCode":0,
         "cpuTime":{"userMicros":3200000,"systemMicros":900000,"source":"REAPED"}}],
       "silences":[
        {"repeat":1,"startedAt":"2026-11-21T01:00:05Z","durationMicros":4100000,"workerSockets":0,
         "workerCpuMicros":1500,"workerContextSwitches":12,"missedDeadlines":0,"jobPackets":null,
         "foreignPackets":420,"foreignCpuMicros":90000,"verdict":"NOT_JUDGED","reasons":[]}]}
      """;
  private static final String USAGE =
      """
      {"items":[{"jobId":"0J1","attempt":1,"orderId":"o","machine":"m1","project":"demo","user":"me",
        "outcome":"FINISHED","endedAt":"2026-11-21T01:00:41Z","cpuMicros":8000000,
        "cpuSource":"REAPED","chargeRate":1,"serviceUnits":0.002222222222}]}
      """;
  private static final String RESULTS =
      """
      [{"attempt":1,"phase":"RUNTIME","repeat":1,"metric":"memory_used_procfs_system","unit":"bytes",
        "count":40,"sum":40,"min":1,"max":1,"mean":1.0,"standardDeviation":0.0},
       {"attempt":1,"phase":"RUNTIME","repeat":1,"metric":"network_io_procfs_system","detail":"lo",
        "unit":"bytes","count":40,"sum":40,"min":1,"max":1,"mean":1.0,"standardDeviation":0.0}]
      """;

  @Test
  void followEndsWithFailureWhenTheJobDidNotFinish() {
    // given
    server.answersJson("/api/v1/jobs/0J1/events", "{\"items\":[]}");
    server.answersJson("/api/v1/jobs", JOB.formatted("CANCELLED", "null"));
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
    server.answersJson("/api/v1/jobs", JOB.formatted("QUEUED", "null"));
    server.answersInTurn(
        "/api/v1/jobs/0J1",
        List.of(
            new FakeService.Answer(503, ""),
            new FakeService.Answer(502, "<html>"),
            new FakeService.Answer(200, JOB.formatted("FINISHED", OUTCOME))));
    server.answersJson("/api/v1/jobs/0J1/results", RESULTS);
    server.answersJson("/api/v1/usage", USAGE);

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
         {"occurredAt":"2026-11-21T01:00:02Z","state":"MEASURING","attempt":1,"applied":true,
          "message":"silent for at most 60 s"},
         {"occurredAt":"2026-11-21T01:00:03Z","state":"ACCEPTED","attempt":1,"applied":false,
          "ignoredBecause":"NOT_A_TRANSITION"},
         {"occurredAt":"2026-11-21T01:00:41Z","state":"FINISHED","attempt":1,"applied":true}]}
        """);
    server.answersJson("/api/v1/jobs", JOB.formatted("FINISHED", OUTCOME));
    server.answersJson("/api/v1/jobs/0J1/results", RESULTS);
    server.answersJson("/api/v1/usage", USAGE);

    // when
    int code = terminal.run("submit", "--machine", "m1", "--command", "true", "--follow");

    // then
    assertThat(code).isZero();
    assertThat(terminal.err().lines())
        .containsSubsequence(
            "      0.0 s  QUEUED",
            "      2.0 s  MEASURING     silent for at most 60 s",
            "     41.0 s  FINISHED")
        .noneMatch(line -> line.contains("ACCEPTED"));
    assertThat(terminal.out()).contains("0.002222 SU").doesNotContain("\u001b");
  }

  @Test
  void followAsksAgainWhenTheServerTellsOfAChange() {
    // given
    server.answersJson("/api/v1/jobs/0J1/events", "{\"items\":[]}");
    FakeService.Answer queued = new FakeService.Answer(200, JOB.formatted("QUEUED", "null"));
    server.answersInTurn(
        "/api/v1/jobs",
        List.of(
            queued,
            queued,
            queued,
            new FakeService.Answer(200, JOB.formatted("FINISHED", OUTCOME))));
    server.answersInTurn("/api/v1/events", List.of(new FakeService.Answer(200, EVENTS)));
    server.answersJson("/api/v1/jobs/0J1/results", RESULTS);
    server.answersJson("/api/v1/usage", USAGE);

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
