package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/machines/{id}/hardware/{from}} of the accountant.
 *
 * @param processors count, from 0
 * @param enabled null: true
 */
public record PutHardware(@Nullable Integer processors, @Nullable Boolean enabled) {}
