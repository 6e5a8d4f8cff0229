package io.tacet.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class LargestStatusTest {

  /** Kafka's default for the largest record. */
  private static final int KAFKAS_LIMIT = 1024 * 1024;

  private static final String LONGEST_PHASE = "P".repeat(63);
  private static final int RUNS = 1000;
  private static final int PHASES = 100;
  private static final int ENERGIES = 160;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void the_status_of_the_largest_job_fits_into_a_record() throws IOException {
    // given
    JobStatus status =
        JobStatus.newBuilder()
            .setEventId("e".repeat(36))
            .setOccurredAt(NOW)
            .setMachine("m".repeat(63))
            .setJobId("0123456789abc")
            .setOrderId("o".repeat(36))
            .setProject("p".repeat(63))
            .setSubmitter("s".repeat(63))
            .setJobName("n".repeat(200))
            .setState(JobState.FAILED)
            .setMessage("m".repeat(10_000))
            .setLogTail("l".repeat(8 * 1024))
            .setPhases(Collections.nCopies(RUNS, phase()))
            .setSilences(Collections.nCopies(RUNS, silence()))
            .setHeadlines(Collections.nCopies(PHASES * 4 + ENERGIES, headline()))
            .build();

    // when
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(JobStatus.class).write(status, encoder);
    encoder.flush();

    // then
    assertThat(bytes.size()).isBetween(KAFKAS_LIMIT / 2, KAFKAS_LIMIT - 10_000);
  }

  private static PhaseOutcome phase() {
    return PhaseOutcome.newBuilder()
        .setName(LONGEST_PHASE)
        .setRepeat(RUNS)
        .setStartedAt(NOW)
        .setDurationMicros(86_400_000_000L)
        .setCpuTime(new CpuTime(86_400_000_000L, 86_400_000_000L, CpuTimeSource.CGROUP))
        .setExitCode(255)
        .build();
  }

  private static SilenceRecord silence() {
    return SilenceRecord.newBuilder()
        .setRepeat(RUNS)
        .setStartedAt(NOW)
        .setDurationMicros(86_400_000_000L)
        .setWorkerSockets(1)
        .setWorkerCpuMicros(86_400_000_000L)
        .setWorkerContextSwitches(Integer.MAX_VALUE)
        .setMissedDeadlines(Integer.MAX_VALUE)
        .setForeignPackets(Integer.MAX_VALUE)
        .setForeignCpuMicros(86_400_000_000L)
        .setVerdict(Verdict.DISTURBED)
        .setReasons(Collections.nCopies(6, "r".repeat(100)))
        .build();
  }

  private static HeadlineValue headline() {
    return HeadlineValue.newBuilder()
        .setPhase(LONGEST_PHASE)
        .setMetric("cpu_energy_rapl_msr_component")
        .setDetail("d".repeat(32))
        .setUnit("0.01 %")
        .setValue(1.0)
        .setRelativeDeviation(1.0)
        .build();
  }
}
