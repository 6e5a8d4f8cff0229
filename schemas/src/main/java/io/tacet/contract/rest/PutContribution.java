package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/contributions/{id}/{from}} of the accountant.
 *
 * @param cluster null: none in particular
 * @param processors count; 0: over
 * @param rate of each processor, more than 0
 * @param shares share of each PI, together exactly 1
 */
public record PutContribution(
    @Nullable String cluster,
    @Nullable Integer processors,
    @Nullable BigDecimal rate,
    @Nullable Map<String, BigDecimal> shares) {}
