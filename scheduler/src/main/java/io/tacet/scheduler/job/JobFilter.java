package io.tacet.scheduler.job;

import io.tacet.schema.JobState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list. Immutable.
 *
 * @param submitter only this user's; null: everybody's
 * @param states empty: all
 * @param before only jobs with a smaller id
 * @param limit at most so many
 */
public record JobFilter(
    @Nullable String submitter,
    @Nullable String machine,
    @Nullable String project,
    Set<JobState> states,
    @Nullable String before,
    int limit) {}
