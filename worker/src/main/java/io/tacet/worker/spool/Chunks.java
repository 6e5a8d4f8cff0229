package io.tacet.worker.spool;

import io.tacet.schema.LogChunk;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.measure.OutputPiece;
import io.tacet.worker.measure.SampleSeries;
import io.tacet.worker.status.EventFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Cuts results into events of at most 256 KiB. Thread-safe. */
public final class Chunks {

  /** Most bytes of an event. */
  public static final int LIMIT = 256 * 1024;

  /** What else is in an event, at most. */
  private static final int ENVELOPE = 8 * 1024;

  /** A time offset takes up to 8 bytes (2⁵⁵ µs are a thousand years), a value 8. */
  private static final int SAMPLE_BYTES = 16;

  private static final int SAMPLES = (LIMIT - ENVELOPE) / SAMPLE_BYTES;
  private static final int OUTPUT = LIMIT - ENVELOPE;

  private final EventFactory events;

  /** Events begun by this factory. */
  public Chunks(EventFactory events) {
    this.events = events;
  }

  /** Statistics; no event without any. */
  public List<PhaseResults> results(HeldOrder held, List<MetricStatistics> statistics) {
    List<List<MetricStatistics>> groups = group(statistics);
    List<PhaseResults> chunks = new ArrayList<>();
    for (List<MetricStatistics> group : groups) {
      chunks.add(
          PhaseResults.newBuilder()
              .setEventId(events.newId())
              .setOccurredAt(events.now())
              .setMachine(events.machine())
              .setJobId(held.command().getJobId())
              .setAttempt(held.command().getAttempt())
              .setOrderId(held.orderId())
              .setChunk(chunks.size())
              .setChunks(groups.size())
              .setStatistics(group)
              .build());
    }
    return chunks;
  }

  /**
   * Samples; no event without any.
   *
   * @param step keep the first of every so many, 1: all
   */
  public List<MetricSeries> series(HeldOrder held, SampleSeries series, int step) {
    int kept = (series.values().length + step - 1) / step;
    List<MetricSeries> chunks = new ArrayList<>();
    for (int from = 0; from < kept; from += SAMPLES) {
      chunks.add(samples(held, series, step, from, Math.min(kept, from + SAMPLES), chunks.size()));
    }
    return chunks;
  }

  /**
   * Output.
   *
   * @param first number of the first chunk within the attempt
   */
  public List<LogChunk> output(HeldOrder held, OutputPiece piece, int first) {
    List<LogChunk> chunks = new ArrayList<>();
    byte[] content = piece.content();
    for (int from = 0; from == 0 || from < content.length; from += OUTPUT) {
      int length = Math.min(OUTPUT, content.length - from);
      chunks.add(
          LogChunk.newBuilder()
              .setEventId(events.newId())
              .setOccurredAt(events.now())
              .setMachine(events.machine())
              .setJobId(held.command().getJobId())
              .setAttempt(held.command().getAttempt())
              .setOrderId(held.orderId())
              .setPhase(piece.phase())
              .setRepeat(piece.repeat())
              .setStream(piece.stream())
              .setChunk(first + chunks.size())
              .setContent(ByteBuffer.wrap(content, from, length).slice())
              .setOmittedBytesBefore(from == 0 ? piece.omittedBytesBefore() : 0)
              .build());
    }
    return chunks;
  }

  private MetricSeries samples(
      HeldOrder held, SampleSeries series, int step, int from, int to, int chunk) {
    long begin = series.offsetsMicros()[from * step];
    List<Long> offsets = new ArrayList<>(to - from);
    List<Double> values = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      offsets.add(series.offsetsMicros()[i * step] - begin);
      values.add(series.values()[i * step]);
    }
    return MetricSeries.newBuilder()
        .setEventId(events.newId())
        .setOccurredAt(events.now())
        .setMachine(events.machine())
        .setJobId(held.command().getJobId())
        .setAttempt(held.command().getAttempt())
        .setOrderId(held.orderId())
        .setPhase(series.phase())
        .setRepeat(series.repeat())
        .setMetric(series.metric())
        .setDetail(series.detail())
        .setUnit(series.unit())
        .setChunk(chunk)
        .setStartedAt(Instant.EPOCH.plus(series.startedAtMicros() + begin, ChronoUnit.MICROS))
        .setOffsetsMicros(offsets)
        .setValues(values)
        .build();
  }

  private static List<List<MetricStatistics>> group(List<MetricStatistics> statistics) {
    List<List<MetricStatistics>> groups = new ArrayList<>();
    int bytes = LIMIT;
    for (MetricStatistics one : statistics) {
      int size = EncodedSize.of(one);
      if (bytes + size > LIMIT - ENVELOPE) {
        groups.add(new ArrayList<>());
        bytes = 0;
      }
      groups.get(groups.size() - 1).add(one);
      bytes += size;
    }
    return groups;
  }
}
