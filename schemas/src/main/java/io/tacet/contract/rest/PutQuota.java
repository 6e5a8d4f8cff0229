package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/quotas/{user}/{machine}}.
 *
 * @param secondsPerMonth measurement time per month (UTC), s, 0 to 2,678,400, which is 31 days
 */
public record PutQuota(@Nullable Long secondsPerMonth) {}
