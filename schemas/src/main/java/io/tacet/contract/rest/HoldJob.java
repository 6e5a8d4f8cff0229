package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/jobs/{id}/hold}; may be absent.
 *
 * @param reason for people, at most 500 characters
 */
public record HoldJob(@Nullable String reason) {}
