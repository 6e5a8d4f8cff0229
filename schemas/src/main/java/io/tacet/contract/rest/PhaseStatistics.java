package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Statistics of one metric over one run of one phase, {@code GET
 * /api/v1/jobs/{id}/results?attempt=} of the accountant; units as in the schema {@code
 * MetricStatistics}.
 */
public record PhaseStatistics(
    int attempt,
    String phase,
    int repeat,
    String metric,
    @Nullable String detail,
    String unit,
    long count,
    double sum,
    double min,
    double max,
    double mean,
    @Nullable Double standardDeviation,
    @Nullable Long energyMicrojoules,
    @Nullable Double meanPowerMilliwatts) {}
