package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's measurement time on a machine in the present month, {@code GET /api/v1/quotas}. Months
 * are UTC.
 *
 * @param secondsPerMonth what the user may use of the machine each month, s
 * @param month like 2026-11
 * @param usedSeconds used by attempts that are over, s
 * @param reservedSeconds reserved by the order that is out, its whole time limit, s
 * @param leftSeconds what is left of it, s, never below 0
 * @param waitingJobs jobs that wait for more of it, count
 * @param renewedAt when the next month begins
 * @param setBy user id of whoever set it
 */
public record Quota(
    String user,
    String machine,
    long secondsPerMonth,
    String month,
    double usedSeconds,
    double reservedSeconds,
    double leftSeconds,
    long waitingJobs,
    Instant renewedAt,
    @Nullable String setBy) {}
