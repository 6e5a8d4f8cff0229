package io.tacet.worker.measure;

import io.tacet.schema.CpuTime;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.worker.sampling.LeftOut;
import java.util.List;

/**
 * What a run of a job brought. Immutable as far as its parts are.
 *
 * @param ending how it ended
 * @param cpuTime of all its processes, all phases together
 * @param phases what ran, in order
 * @param silences one per run of measured phases
 * @param statistics per phase, repeat, metric and detail
 * @param series the samples
 * @param headlines a few figures worth showing
 * @param output the job's output, in order, cut to its limit
 * @param leftOut sensors that were not read because they take too long
 */
public record Measurement(
    Ending ending,
    CpuTime cpuTime,
    List<PhaseOutcome> phases,
    List<SilenceRecord> silences,
    List<MetricStatistics> statistics,
    List<SampleSeries> series,
    List<HeadlineValue> headlines,
    List<OutputPiece> output,
    List<LeftOut> leftOut) {}
