package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one metric in one phase, {@code GET /api/v1/jobs/{id}/series?attempt=&phase=&metric=}
 * of the accountant.
 *
 * @param startedAt time of the first sample
 * @param offsetsMicros time of each sample after startedAt, µs
 * @param values samples, in unit, as many
 */
public record Series(
    int attempt,
    String phase,
    int repeat,
    String metric,
    @Nullable String detail,
    String unit,
    Instant startedAt,
    List<Long> offsetsMicros,
    List<Double> values) {}
