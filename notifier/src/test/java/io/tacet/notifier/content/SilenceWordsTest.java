package io.tacet.notifier.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceWordsTest {

  @Test
  void oneSilenceIsToldByItself() {
    // when
    List<JobEndView.Silence> words = SilenceWords.of(List.of(silence(1, Verdict.CLEAN)));

    // then
    assertThat(words)
        .containsExactly(
            new JobEndView.Silence(
                "The silence lasted 10 s and was clean: everything stayed within the budget.",
                List.of(),
                "The worker held no sockets, used 20 ms of CPU time with 30 context switches and"
                    + " missed 1 sampling deadline. Others on the machine sent or received 4 packets"
                    + " and used 50 ms of CPU time."));
  }

  @Test
  void silencesJudgedAlikeAreToldTogether() {
    // when
    List<JobEndView.Silence> words =
        SilenceWords.of(
            List.of(
                silence(1, Verdict.CLEAN),
                silence(2, Verdict.DISTURBED, "too warm"),
                silence(3, Verdict.CLEAN)));

    // then
    assertThat(words)
        .extracting(JobEndView.Silence::verdict)
        .containsExactly(
            "2 of the 3 silences lasted 20 s together and were clean: everything stayed within the"
                + " budget.",
            "Silence 2 of 3 lasted 10 s and was disturbed:");
    assertThat(words.get(0).figures()).contains("40 ms of CPU time with 60 context switches");
    assertThat(words.get(1).reasons()).containsExactly("Repeat 2: too warm");
  }

  @Test
  void theJobsPacketsAreSummedWhereTheyAreKnown() {
    // given
    SilenceRecord known = silence(1, Verdict.CLEAN);
    known.setJobPackets(7L);

    // when
    String both = SilenceWords.of(List.of(known, known)).get(0).figures();
    String one = SilenceWords.of(List.of(known, silence(2, Verdict.CLEAN))).get(0).figures();

    // then
    assertThat(both).endsWith("The job's own packets: 14.");
    assertThat(one).doesNotContain("own packets");
  }

  @Test
  void aJobWithoutMeasurementHasNoSilence() {
    assertThat(SilenceWords.of(List.of())).isEmpty();
  }

  private static SilenceRecord silence(int repeat, Verdict verdict, String... reasons) {
    return SilenceRecord.newBuilder()
        .setRepeat(repeat)
        .setStartedAt(Instant.EPOCH)
        .setDurationMicros(10_000_000)
        .setWorkerSockets(0)
        .setWorkerCpuMicros(20_000)
        .setWorkerContextSwitches(30)
        .setMissedDeadlines(1)
        .setForeignPackets(4)
        .setForeignCpuMicros(50_000)
        .setVerdict(verdict)
        .setReasons(List.of(reasons))
        .build();
  }
}
