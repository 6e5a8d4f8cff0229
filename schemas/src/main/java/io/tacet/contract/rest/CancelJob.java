package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/jobs/{id}/cancel}; may be absent.
 *
 * @param reason for people, at most 500 characters
 */
public record CancelJob(@Nullable String reason) {}
