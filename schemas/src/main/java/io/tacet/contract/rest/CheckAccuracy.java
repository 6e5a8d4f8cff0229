package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/accuracy/{machine}/check}: measure anew, in quarantine, too.
 *
 * @param reason for people, one line, at most 500 characters
 * @param newReference whether the next window that passes is the new reference; null: false
 */
public record CheckAccuracy(@Nullable String reason, @Nullable Boolean newReference) {}
