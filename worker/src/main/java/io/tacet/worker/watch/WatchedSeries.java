package io.tacet.worker.watch;

import org.jspecify.annotations.Nullable;

/**
 * Samples of one metric while no job was measured.
 *
 * @param metric name
 * @param detail CPU, device, process, …; null for the whole machine
 * @param unit unit of the values
 * @param startedAtMicros time of the first sample, µs since the epoch, UTC
 * @param offsetsMicros time of each sample after that, µs, ascending
 * @param values as many, in unit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WatchedSeries(
    String metric,
    @Nullable String detail,
    String unit,
    long startedAtMicros,
    long[] offsetsMicros,
    double[] values) {}
