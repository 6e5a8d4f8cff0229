package io.tacet.accountant.imports.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Outcome;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UnusableFileException;
import io.tacet.accountant.imports.record.UsageLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line of sacct means, and that Slurm's live record of the same job means the same. */
class SacctFormatTest {

  private static final long NOW =
      1_000_000 * Instant.parse("2026-11-21T08:00:00Z").getEpochSecond();

  private static final String OURS =
      "123_4|127|c1|batch|normal|physics|phys|100|ada|1000|2026-10-01T00:00:00|2026-10-01T00:00:00"
          + "|2026-10-01T01:00:00|2026-10-01T02:00:00|3600|00:00:00|0:0|COMPLETED|2|8|8|1G|cpu=8"
          + "|cpu=8|28800|60|0|||n[01-02]|a|b";

  private static final String LIVE =
      """
      {"jobid":127,"username":"ada","user_id":1000,"groupname":"phys","group_id":100,
       "@start":"2026-10-01T01:00:00","@end":"2026-10-01T02:00:00","elapsed":3600,
       "partition":"batch","nodes":"n[01-02]","total_cpus":8,"total_nodes":2,"exit_code":"0:0",
       "state":"COMPLETED","cpu_hours":8.0,"array_job_id":123,"array_task_id":4,
       "@submit":"2026-10-01T00:00:00","cluster":"c1","qos":"normal","account":"physics",
       "job_name":"a|b","std_out":null}
      """;

  private final SacctFormat format = format("UTC");

  @Test
  void aLineOfOurColumnsIsRead() {
    // when
    UsageLine usage = booked(format, OURS);
    // then
    assertThat(List.of(usage.jobId(), usage.machine(), usage.project(), usage.user()))
        .containsExactly("123_4", "n01", "physics", "ada");
    assertThat(usage.cpuMicros()).isEqualTo(28_800_000_000L);
    assertThat(usage.cpuSource()).isEqualTo("ALLOCATION");
    assertThat(usage.key()).isEqualTo("123_4/127/1790812800/1790816400");
  }

  @Test
  void theLiveRecordOfTheSameJobIsTheSame() throws BadField {
    // when
    JobCompletion live = JobCompletion.read(LIVE.getBytes(UTF_8), ProjectField.ACCOUNT, NOW);
    // then
    UsageLine same = booked(format, OURS);
    assertThat(live.cluster()).isEqualTo("c1");
    assertThat(live.usage())
        .usingRecursiveComparison()
        .withEqualsForType(java.util.Arrays::equals, byte[].class)
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          "state":"COMPLETED" ! "state":null
          "jobid":127 ! "job":127
          "total_cpus":8 ! "total_cpus":"8"
          "@end":"2026-10-01T02:00:00" ! "@end":"2036-10-01T02:00:00"
          "@end":"2026-10-01T02:00:00" ! "@end":"then"
          "job_name" ! job_name
          """)
  void aLiveRecordThatIsNotInOrderIsRefused(String from, String to) {
    assertThatThrownBy(
            () ->
                JobCompletion.read(
                    LIVE.replace(from, to).getBytes(UTF_8), ProjectField.ACCOUNT, NOW))
        .isInstanceOf(BadField.class);
  }

  @Test
  void aHeaderNamesTheColumnsInAnyOrderAndMeasuredTimeIsCharged() {
    // given
    SacctFormat named = format("UTC");
    Reading header =
        read(named, "End|JobID|Start|Submit|User|State|AllocCPUS|Elapsed|TotalCPU|NodeList");
    // when
    UsageLine usage =
        booked(
            named,
            "2026-10-03T02:00:00|5|2026-10-01T00:00:00|2026-10-01T00:00:00|ada|TIMEOUT|4"
                + "|2-02:00:00|1-03:04:05.678|n7");
    // then
    assertThat(header).isEqualTo(new Reading.Skipped(SkipReason.HEADER));
    assertThat(usage.cpuMicros()).isEqualTo(97_445_678_000L);
    assertThat(usage.cpuSource()).isEqualTo("MEASURED");
    assertThat(usage.project()).isEqualTo("(none)");
    assertThat(usage.outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aHeaderThatLacksWhatIsNeededStopsTheImport() {
    assertThatThrownBy(() -> read(format("UTC"), "JobID|End|Start"))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("no Submit, no State, no User or UID");
  }

  @ParameterizedTest
  @CsvSource({
    "|COMPLETED|,        |CANCELLED by 1000|, CANCELLED",
    "|COMPLETED|,        |NODE_FAIL|,         INTERRUPTED",
    "|COMPLETED|,        |OUT_OF_MEMORY|,     FAILED"
  })
  void statesAreOutcomes(String from, String to, Outcome outcome) {
    assertThat(booked(format, OURS.replace(from, to)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "|2026-10-01T02:00:00|, |Unknown|,  STILL_RUNNING",
    "123_4|,                123.batch|, STEP",
    "|c1|,                  |c2|,       OTHER_CLUSTER"
  })
  void whatNeedNotBeBookedIsSkipped(String from, String to, SkipReason reason) {
    assertThat(read(format, OURS.replace(from, to))).isEqualTo(new Reading.Skipped(reason));
  }

  @Test
  void whatNeverStartedIsNotCharged() {
    // when
    UsageLine usage =
        booked(
            format,
            OURS.replace("|2026-10-01T01:00:00|", "|None|").replace("n[01-02]", "None assigned"));
    // then
    assertThat(usage.notCharged()).isEqualTo("It never ran");
    assertThat(usage.machine()).isEqualTo("(none)");
    assertThat(usage.key()).isEqualTo("123_4/127/1790812800/-");
  }

  @ParameterizedTest
  @CsvSource({
    "|2026-10-01T02:00:00|, |2026-10-01T00:30:00|, END_BEFORE_START",
    "|2026-10-01T02:00:00|, |2027-10-01T00:30:00|, FUTURE",
    "|2026-10-01T02:00:00|, |2026-13-01T00:30:00|, UNREADABLE",
    "|3600|,                |-3600|,               NEGATIVE",
    "|2|8|8|,               |2|eight|8|,           UNREADABLE",
    "|COMPLETED|,           |WONDERING|,           UNREADABLE",
    "|3600|,                |9999999999999999|,    TOO_LARGE"
  })
  void whatCannotBeIsBad(String from, String to, BadReason reason) {
    assertThat(read(format, OURS.replace(from, to)))
        .isInstanceOfSatisfying(
            Reading.Bad.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin, 25 October 2026: 02:30 comes twice, first in summer time
    "2026-10-25T01:30:00, 2026-10-25T02:30:00, 2026-10-24T23:30:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T02:50:00, 2026-10-25T02:10:00, 2026-10-25T00:50:00Z, 2026-10-25T01:10:00Z",
    "2026-10-02T02:00:00, 2026-10-02T03:00:00, 2026-10-02T00:00:00Z, 2026-10-02T01:00:00Z"
  })
  void timesAreLocalToTheStatedZone(String start, String end, Instant started, Instant ended) {
    // when
    UsageLine usage =
        booked(
            format("Europe/Berlin"),
            OURS.replace("2026-10-01T01:00:00", start)
                .replace("|2026-10-01T02:00:00|", "|" + end + "|"));
    // then
    assertThat(usage.startedMicros()).isEqualTo(1_000_000 * started.getEpochSecond());
    assertThat(usage.endedMicros()).isEqualTo(1_000_000 * ended.getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "59, 59000000",
    "01:02, 62000000",
    "01:02.5, 62500000",
    "01:02:03, 3723000000",
    "2-00:00:01, 172801000000",
    "10-13:27:06, 912426000000"
  })
  void lengthsOfTimeAreRead(String text, long micros) throws BadField {
    assertThat(Times.length(text, "Elapsed")).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "n1 n1 false",
        "cpn-f13-03 cpn-f13-03 false",
        "n1,n2 n1 true",
        "n[01] n01 false",
        "n[01-02] n01 true",
        "n[03,05-08]x,m1 n03x true",
        "r[1-2]n[3-4] r1n3 true",
        "cpn-f13-03-[01-02],cpn-f14 cpn-f13-03-01 true"
      })
  void theFirstNodeOfAListStandsForAll(String list, String first, boolean several) {
    assertThat(Nodes.first(list)).isEqualTo(first);
    assertThat(Nodes.areSeveral(list)).isEqualTo(several);
  }

  private static SacctFormat format(String zone) {
    return new SacctFormat(UTF_8, ZoneId.of(zone), ProjectField.ACCOUNT, "c1", NOW);
  }

  private static UsageLine booked(SacctFormat format, String line) {
    Reading reading = read(format, line);
    assertThat(reading).as(line).isInstanceOf(Reading.Booked.class);
    return ((Reading.Booked) reading).usage();
  }

  private static Reading read(SacctFormat format, String line) {
    return format.read(Line.of(line.getBytes(UTF_8)));
  }
}
