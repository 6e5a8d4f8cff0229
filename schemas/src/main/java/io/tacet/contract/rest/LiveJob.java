package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Data of an event {@code job} of {@code GET /api/v1/events}: something has happened to a job. Sent
 * at least once; a reader that must not count one twice goes by its position.
 *
 * @param position where it stands in the history, ascending for each job
 * @param id the job's id
 * @param name the job's name now
 * @param event what has happened
 */
public record LiveJob(
    long position,
    String id,
    String name,
    String project,
    String submitter,
    @Nullable String machine,
    JobEvent event) {}
