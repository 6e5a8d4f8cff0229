package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Usage of one project or user over some days, {@code GET
 * /api/v1/usage/totals?by=project|user&from=&to=}.
 *
 * @param key project or user id
 * @param from first day, UTC
 * @param to last day, UTC, included
 * @param attempts attempts that ended in these days, count
 * @param notChargedAttempts those of them whose CPU time is unknown, count
 * @param cpuMicros CPU time, µs
 * @param serviceUnits SU
 */
public record UsageTotal(
    String key,
    LocalDate from,
    LocalDate to,
    long attempts,
    long notChargedAttempts,
    long cpuMicros,
    BigDecimal serviceUnits) {}
