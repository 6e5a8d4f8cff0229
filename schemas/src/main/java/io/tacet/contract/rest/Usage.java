package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one attempt, {@code GET /api/v1/usage?job=&project=&user=} of the accountant.
 *
 * @param orderId null in an imported record
 * @param outcome FINISHED, FAILED, INTERRUPTED or CANCELLED
 * @param endedAt when the attempt ended; the interval it is credited to
 * @param cpuMicros CPU time, user and system, µs; null: unknown
 * @param cpuSource a {@code CpuTimeSource}, or NONE when no process ran
 * @param chargeRate rate of the machine at the end, dimensionless
 * @param serviceUnits CPU-seconds × rate ÷ 3600; null: not charged
 * @param notCharged why not; null when charged
 * @param energyMicrojoules energy of the measured phases, µJ; null: not measured
 * @param source tacet, or what wrote the file the record was imported from
 * @param cluster name the import was given; empty for our own
 */
public record Usage(
    String jobId,
    int attempt,
    @Nullable String orderId,
    String machine,
    String project,
    String user,
    String outcome,
    Instant endedAt,
    @Nullable Long cpuMicros,
    String cpuSource,
    BigDecimal chargeRate,
    @Nullable BigDecimal serviceUnits,
    @Nullable String notCharged,
    @Nullable Long energyMicrojoules,
    String source,
    String cluster) {}
