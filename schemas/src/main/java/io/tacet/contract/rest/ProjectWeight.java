package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Fair-share weight of a project, as last announced.
 *
 * @param weight dimensionless; 1 is that of a project without a contribution
 * @param announcedAt when, UTC
 */
public record ProjectWeight(String project, BigDecimal weight, Instant announcedAt) {}
