package io.tacet.worker.outcome;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.OutputPiece;
import io.tacet.worker.measure.SampleSeries;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import io.tacet.worker.sampling.LeftOut;
import io.tacet.worker.spool.Chunks;
import io.tacet.worker.spool.Spool;
import io.tacet.worker.spool.SpoolWriter;
import io.tacet.worker.spool.Thinning;
import io.tacet.worker.status.EventFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a result on the disk as the events that will be sent. One thread at a time. */
public final class ResultSpooler {

  private static final int STATISTICS_BYTES = 150;

  private final StateDirectory directory;
  private final OutcomeStatus statuses;
  private final Chunks chunks;
  private final long maxBytes;

  /**
   * Into this directory.
   *
   * @param maxBytes most bytes of a result; samples beyond it are thinned
   */
  public ResultSpooler(StateDirectory directory, EventFactory events, long maxBytes) {
    this.directory = directory;
    this.statuses = new OutcomeStatus(events);
    this.chunks = new Chunks(events);
    this.maxBytes = maxBytes;
  }

  /**
   * Spools what a run brought. When this returns it is complete on the disk.
   *
   * @param cancellation by whom and why it ended, if it was cancelled
   */
  public Spool spool(HeldOrder held, Measurement measurement, Optional<Cancellation> cancellation)
      throws IOException {
    Thinning thinning = Thinning.toFit(measurement.series(), bytesForSamples(measurement));
    try (SpoolWriter spool = Spool.begin(directory.job(held.orderId()))) {
      for (PhaseResults results : chunks.results(held, measurement.statistics())) {
        spool.add(results);
      }
      if (thinning.step() > 0) {
        for (SampleSeries series : measurement.series()) {
          for (MetricSeries chunk : chunks.series(held, series, thinning.step())) {
            spool.add(chunk);
          }
        }
      }
      addOutput(spool, held, measurement.output());
      List<String> notes =
          Stream.concat(
                  thinning.note(maxBytes).stream(),
                  measurement.leftOut().stream().map(LeftOut::sentence))
              .toList();
      JobStatus outcome = statuses.ofMeasurement(held, measurement, notes);
      if (outcome.getState() == JobState.CANCELLED) {
        outcome.setRequestedBy(cancellation.map(Cancellation::requestedBy).orElse(null));
      }
      return complete(spool, outcome);
    }
  }

  /** Spools an outcome without a measurement. */
  public Spool spool(HeldOrder held, JobStatus outcome) throws IOException {
    try (SpoolWriter spool = Spool.begin(directory.job(held.orderId()))) {
      return complete(spool, outcome);
    }
  }

  private static Spool complete(SpoolWriter spool, JobStatus outcome) throws IOException {
    Spool complete = spool.complete(outcome);
    FaultPoint.WORKER_SPOOLED.reach();
    return complete;
  }

  private void addOutput(SpoolWriter spool, HeldOrder held, List<OutputPiece> output)
      throws IOException {
    int number = 0;
    for (OutputPiece piece : output) {
      for (LogChunk chunk : chunks.output(held, piece, number)) {
        spool.add(chunk);
        number++;
      }
    }
  }

  private long bytesForSamples(Measurement measurement) {
    long output = measurement.output().stream().mapToLong(piece -> piece.content().length).sum();
    return maxBytes - output - (long) STATISTICS_BYTES * measurement.statistics().size();
  }
}
