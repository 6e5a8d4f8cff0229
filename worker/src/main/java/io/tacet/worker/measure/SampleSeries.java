package io.tacet.worker.measure;

import org.jspecify.annotations.Nullable;

/**
 * Samples of one metric in one run of one phase, column by column.
 *
 * @param metric name, what_type_source_scope
 * @param detail CPU, device, …; null for the whole machine
 * @param unit unit of the values
 * @param startedAtMicros time of the first sample, µs since the epoch, UTC
 * @param offsetsMicros time of each sample after that, µs, ascending
 * @param values as many, in unit
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand samples, never compared
public record SampleSeries(
    String phase,
    int repeat,
    String metric,
    @Nullable String detail,
    String unit,
    long startedAtMicros,
    long[] offsetsMicros,
    double[] values) {}
