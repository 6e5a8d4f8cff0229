package io.tacet.contract.rest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/machines/{id}/charge-rates/{from}}.
 *
 * @param rate how much faster than the reference processor, dimensionless, more than 0, at most
 *     nine digits before and after the point
 */
public record PutChargeRate(@Nullable BigDecimal rate) {}
