package io.tacet.contract.job;

import io.tacet.schema.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Where a job is. Immutable.
 *
 * @param state its state
 * @param orderId the order that is out or was last; null before the first dispatch
 */
public record JobPosition(JobState state, @Nullable String orderId) {}
