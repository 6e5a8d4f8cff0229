package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/quotas/{user}/{machine}}.
 *
 * @param secondsPerMonth measurement time per month (UTC), s, 0 to 31,622,400
 */
public record PutQuota(@Nullable Long secondsPerMonth) {}
