package io.tacet.worker.connection;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.Notice;
import io.tacet.schema.PhaseResults;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event of each type the worker writes or reads, with nothing in it. Never sent: only to ask
 * the configured serializer for the ids of their schemas.
 */
final class MinimalEvents {

  private static final String NONE = "";
  private static final Instant NEVER = Instant.EPOCH;

  private MinimalEvents() {}

  static List<SpecificRecord> all() {
    return List.of(command(), status(), machine(), results(), series(), log(), notice());
  }

  private static JobCommand command() {
    return JobCommand.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setMachine(NONE)
        .setJobId(NONE)
        .setOrderId(NONE)
        .build();
  }

  private static JobStatus status() {
    return JobStatus.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setJobId(NONE)
        .setProject(NONE)
        .setSubmitter(NONE)
        .build();
  }

  private static MachineStatus machine() {
    return MachineStatus.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setMachine(NONE)
        .setState(MachineState.UNKNOWN)
        .build();
  }

  private static PhaseResults results() {
    return PhaseResults.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setMachine(NONE)
        .setJobId(NONE)
        .setOrderId(NONE)
        .setChunk(0)
        .setChunks(0)
        .build();
  }

  private static MetricSeries series() {
    return MetricSeries.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setMachine(NONE)
        .setMetric(NONE)
        .setUnit(NONE)
        .setChunk(0)
        .setStartedAt(NEVER)
        .setOffsetsMicros(List.of())
        .setValues(List.of())
        .build();
  }

  private static LogChunk log() {
    return LogChunk.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setMachine(NONE)
        .setJobId(NONE)
        .setOrderId(NONE)
        .setChunk(0)
        .setContent(ByteBuffer.allocate(0))
        .build();
  }

  private static Notice notice() {
    return Notice.newBuilder()
        .setEventId(NONE)
        .setOccurredAt(NEVER)
        .setKind(NONE)
        .setSubject(NONE)
        .setText(NONE)
        .build();
  }
}
