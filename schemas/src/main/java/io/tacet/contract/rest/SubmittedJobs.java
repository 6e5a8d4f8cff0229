package io.tacet.contract.rest;

import java.util.List;

/**
 * What came of {@link SubmitJobs}.
 *
 * @param ids of the jobs, in the order they were given
 */
public record SubmittedJobs(List<String> ids) {}
