package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one PI, or several together, paid for, from a day on, {@code GET /api/v1/contributions} of
 * the accountant.
 *
 * @param from first day, from midnight UTC
 * @param cluster null: none in particular
 * @param processors count; 0: over
 * @param rate of each processor, dimensionless
 * @param shares share of each PI; together 1
 * @param points processors × rate × 100, for all of them
 */
public record Contribution(
    String id,
    LocalDate from,
    @Nullable String cluster,
    int processors,
    BigDecimal rate,
    Map<String, BigDecimal> shares,
    BigDecimal points) {}
