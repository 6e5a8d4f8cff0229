package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start window, {@code GET /api/v1/windows/{id}}.
 *
 * @param definition as it was given
 * @param open whether it is open now
 * @param changesAt when it opens or closes next, as far as is known
 * @param value of the feed now; null: none holds, or it has no feed
 * @param failures readings of the feed that have failed in a row, count
 * @param problem why it could not be read; null: it could
 * @param machines ids of the machines that are given orders while it is open
 * @param waitingJobs jobs that wait for it to open, count
 */
public record StartWindow(
    String id,
    PutWindow definition,
    boolean open,
    @Nullable Instant changesAt,
    @Nullable Double value,
    int failures,
    @Nullable String problem,
    List<String> machines,
    long waitingJobs) {}
