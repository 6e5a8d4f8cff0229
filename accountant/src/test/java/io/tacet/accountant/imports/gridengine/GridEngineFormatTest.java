package io.tacet.accountant.imports.gridengine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.imports.GridEngineLines;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Outcome;
import io.tacet.accountant.imports.record.Reading;
import io.tacet.accountant.imports.record.SkipReason;
import io.tacet.accountant.imports.record.UsageLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of Grid Engine's accounting file means. */
class GridEngineFormatTest {

  private static final long START = 1311095354;
  private static final long END = 1311095414;
  private static final long NOW =
      1_000_000 * Instant.parse("2026-11-21T08:00:00Z").getEpochSecond();

  private final GridEngineFormat format = new GridEngineFormat(ISO_8859_1, ProjectField.GROUP, NOW);

  @Test
  void aLineOf45FieldsIsRead() {
    // when
    UsageLine usage = booked(GridEngineLines.line("sleep", 22947, START, END, "0", "60.13"));
    // then
    assertThat(List.of(usage.jobId(), usage.machine(), usage.project(), usage.user()))
        .containsExactly("22947", "node1", "physics", "ada");
    assertThat(usage.cpuMicros()).isEqualTo(60_130_000);
    assertThat(usage.startedMicros()).isEqualTo(START * 1_000_000);
    assertThat(usage.endedMicros()).isEqualTo(END * 1_000_000);
    assertThat(usage.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(usage.key()).isEqualTo("22947/0//1310761621/1311095354/1311095414/node1/0");
  }

  @Test
  void aLineOf43FieldsSaysTheSame() {
    // given
    String line = GridEngineLines.line("sleep", 22947, START, END, "0", "60.13");
    // when
    UsageLine usage = booked(line.substring(0, line.length() - 4));
    // then
    assertThat(usage.key()).isEqualTo(booked(line).key());
    assertThat(usage.cpuMicros()).isEqualTo(60_130_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a:b:c", ":", "1:2:3:4", "x:7:sge:0"})
  void colonsInTheJobNameMoveTheFields(String name) {
    // when
    UsageLine usage = booked(GridEngineLines.line(name, 22947, START, END, "0", "60.13"));
    // then
    assertThat(usage.key()).isEqualTo("22947/0//1310761621/1311095354/1311095414/node1/0");
    assertThat(usage.cpuMicros()).isEqualTo(60_130_000);
  }

  @Test
  void colonsInTheCategoryMoveTheFieldsBehindIt() {
    // given
    String line =
        GridEngineLines.line("sleep", 1, START, END, "0", "1")
            .replace("-l h_cpu=36000:0.0:NONE", "-l h=a:b:0.0:1.node1");
    // when
    UsageLine usage = booked(line);
    // then
    assertThat(usage.key()).contains("1/0/1.node1/");
  }

  @Test
  void aJobNameThatLooksLikeARecordIsReadInNoWay() {
    // given: everything from job_number to cpu once more, made up by whoever named the job
    String made = GridEngineLines.line("x", 1, START, END, "0", "0.01");
    String name = "x" + made.substring(made.indexOf(":1:sge"), made.indexOf(":7.3:"));
    // when
    Reading reading = read(GridEngineLines.line(name, 22947, START, END, "0", "60.13"));
    // then
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Booked.class,
            booked -> assertThat(booked.usage().cpuMicros()).isEqualTo(60_130_000));
  }

  @Test
  void univasLinesHave74FieldsAndMilliseconds() {
    // given
    String line =
        GridEngineLines.line("sleep", 5, 1652111622875L, 1652124460193L, "0", "198790.352")
            + ":NONE".repeat(29);
    // when
    UsageLine usage = booked(line.replace(":1310761621:", ":1652111621288:"));
    // then
    assertThat(usage.startedMicros()).isEqualTo(1_652_111_622_875_000L);
    assertThat(usage.key())
        .isEqualTo("5/0//1652111621.288000/1652111622.875000/1652124460.193000/node1/0");
  }

  @Test
  void openClusterSchedulerWritesJsonAndMicroseconds() {
    // when
    UsageLine usage =
        booked(
            """
            {"job_number":12,"task_number":3,"start_time":1652111622875001,
            "end_time":1652124460193002,"owner":"ada","group":"physics","account":"sge",
            "qname":"all.q","hostname":"node1","department":"d","slots":4,"job_name":"a:b",
            "priority":0,"submission_time":1652111621288003,"category":"","failed":0,
            "exit_status":1,"usage":{"rusage":{"ru_utime":1.5},"usage":{"wallclock":3,"cpu":0.0000015}}}
            """
                .replace("\n", ""));
    // then
    assertThat(usage.key())
        .isEqualTo("12/3//1652111621.288003/1652111622.875001/1652124460.193002/node1/0");
    assertThat(usage.jobId()).isEqualTo("12.3");
    assertThat(usage.cpuMicros()).isEqualTo(2);
    assertThat(usage.outcome()).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, FINISHED",
    "1, false, FAILED",
    "2, true, FAILED",
    "3, false, FAILED",
    "5, true, FAILED",
    "11, false, FAILED",
    "12, true, FAILED",
    "24, true, INTERRUPTED",
    "25, true, INTERRUPTED",
    "26, false, FAILED",
    "30, true, FAILED",
    "36, false, FAILED",
    "37, true, FAILED",
    "38, false, FAILED",
    "100, true, FAILED"
  })
  void someFailuresMakeTheUsageInvalid(String failed, boolean charged, Outcome outcome) {
    // when
    UsageLine usage = booked(GridEngineLines.line("sleep", 1, START, END, failed, "60"));
    // then
    assertThat(usage.notCharged() == null).isEqualTo(charged);
    assertThat(usage.cpuMicros()).isEqualTo(charged ? 60_000_000 : UsageLine.NONE);
    assertThat(usage.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1310761621", "0, 1311095414, 1311095414", "1311095354, 0, 1311095354"})
  void whatHasNoStartOrNoEndNeverRan(long start, long end, long credited) {
    // when
    UsageLine usage = booked(GridEngineLines.line("sleep", 1, start, end, "0", "60"));
    // then
    assertThat(usage.notCharged()).isEqualTo("It never ran");
    assertThat(usage.startedMicros()).isEqualTo(UsageLine.NONE);
    assertThat(usage.endedMicros()).isEqualTo(credited * 1_000_000);
  }

  @Test
  void reRunsAndNumbersThatWrappedAreOthers() {
    // given
    String first = GridEngineLines.line("sleep", 1, START, END, "25", "1");
    String again = GridEngineLines.line("sleep", 1, END, END + 9, "0", "1");
    // then
    assertThat(booked(first).key()).isNotEqualTo(booked(again).key());
  }

  @ParameterizedTest
  @CsvSource({
    "1311095414, 1311095354, 60,      END_BEFORE_START",
    "1311095354, 4000000000, 60,      FUTURE",
    "1311095354, 1311095414, -1,      NEGATIVE",
    "-5,         1311095414, 60,      NEGATIVE",
    "1311095354, 1311095414, many,    UNREADABLE",
    "1311095354, soon,       60,      UNREADABLE",
    "1311095354, 1311095414, 1e30,    UNREADABLE"
  })
  void whatCannotBeIsBad(String start, String end, String cpu, BadReason reason) {
    // given
    String line =
        GridEngineLines.line("sleep", 1, 77, 88, "0", cpu)
            .replace(":77:", ":" + start + ":")
            .replace(":88:", ":" + end + ":");
    // then
    assertThat(read(line))
        .isInstanceOfSatisfying(
            Reading.Bad.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a:b:c", "{", "{}", "{\"job_number\":1}", "::::::::::::::::::::"})
  void whatIsNoRecordIsBad(String line) {
    assertThat(read(line)).isInstanceOf(Reading.Bad.class);
  }

  @Test
  void aLineWithoutAnyTailIsBadWhereverItIsCut() {
    // given
    String line = GridEngineLines.line("sleep", 1, START, END, "0", "60");
    // then: a cut line of at least 43 fields ends within the last of them, and says nothing else
    for (int length = 0; length < line.length() - 24; length++) {
      String cut = line.substring(0, length);
      if (!cut.isEmpty()) {
        assertThat(read(cut)).as(cut).isInstanceOf(Reading.Bad.class);
      }
    }
  }

  @Test
  void commentsAreSkipped() {
    assertThat(read("# Version: 8.1.9")).isEqualTo(new Reading.Skipped(SkipReason.COMMENT));
  }

  @Test
  void otherContentHasAnotherDigest() {
    // given
    UsageLine one = booked(GridEngineLines.line("a", 1, START, END, "0", "60"));
    UsageLine other = booked(GridEngineLines.line("b", 1, START, END, "0", "60"));
    // then
    assertThat(one.key()).isEqualTo(other.key());
    assertThat(Arrays.equals(one.digest(), other.digest())).isFalse();
  }

  private UsageLine booked(String line) {
    Reading reading = read(line);
    assertThat(reading).as(line).isInstanceOf(Reading.Booked.class);
    return ((Reading.Booked) reading).usage();
  }

  private Reading read(String line) {
    return format.read(Line.of(line.getBytes(ISO_8859_1)));
  }
}
