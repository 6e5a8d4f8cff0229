package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a job's history, {@code GET /api/v1/jobs/{id}/events}, oldest first.
 *
 * @param occurredAt by the writer's clock
 * @param applied false: it was ignored, for the reason given
 * @param ignoredBecause a {@code Decision.Reason}; null when applied
 */
public record JobEvent(
    Instant occurredAt,
    String state,
    int attempt,
    @Nullable String orderId,
    @Nullable String machine,
    @Nullable String message,
    boolean applied,
    @Nullable String ignoredBecause) {}
