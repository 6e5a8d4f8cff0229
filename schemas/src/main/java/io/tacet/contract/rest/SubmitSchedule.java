package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/schedules}: a job, and when to submit it.
 *
 * @param name name for people, one line, at most 200 characters; null: the job's
 * @param job what to submit, each time as its owner; hold, after, afterAny and latestStart are not
 *     allowed
 * @param repeat how often each firing measures it, 1 to 1000, as a group when more than once; null:
 *     1
 * @param timing when
 * @param missed what is done about firings that were missed while no scheduler ran: RUN_ONCE (one
 *     for all of them), SKIP or RUN_ALL; null: RUN_ONCE
 */
public record SubmitSchedule(
    @Nullable String name,
    @Nullable SubmitJob job,
    @Nullable Integer repeat,
    @Nullable ScheduleTiming timing,
    @Nullable String missed) {}
