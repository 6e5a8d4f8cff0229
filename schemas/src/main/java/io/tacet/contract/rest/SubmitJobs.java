package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/jobs/batch}: all of them are queued, in this order, or none is.
 *
 * @param jobs 1 to 10,000
 */
public record SubmitJobs(@Nullable List<@Nullable SubmitJob> jobs) {}
