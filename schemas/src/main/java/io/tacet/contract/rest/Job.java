package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, as {@code GET /api/v1/jobs} lists it and {@code GET /api/v1/jobs/{id}} shows it.
 *
 * @param machine null while a job that names labels waits
 * @param state a {@code JobState}
 * @param attempt number of the last dispatch, 0 before the first
 * @param attemptsCounted attempts that count against maxAttempts (withdrawn ones do not)
 * @param timeLimitSeconds longest run time of all phases together, s
 * @param errorClass an {@code ErrorClass}; null while nothing is wrong
 * @param message what happened and what to do
 * @param outcome what the last outcome of an attempt reported; null before, and in lists
 * @param queueing what decides when its turn comes
 */
public record Job(
    String id,
    String name,
    String project,
    String submitter,
    @Nullable String machine,
    String state,
    int attempt,
    int attemptsCounted,
    int maxAttempts,
    @Nullable List<String> command,
    @Nullable String scenario,
    @Nullable GitSource source,
    Map<String, String> variables,
    long timeLimitSeconds,
    boolean interruptible,
    Instant submittedAt,
    @Nullable Instant dispatchedAt,
    @Nullable Instant endedAt,
    @Nullable Instant statusDueAt,
    @Nullable String errorClass,
    @Nullable String message,
    @Nullable JobOutcome outcome,
    @Nullable Queueing queueing) {}
