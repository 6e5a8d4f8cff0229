package io.tacet.scheduler.group;

import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.contract.rest.SubmitJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as the database has it. Immutable.
 *
 * @param template what each run is
 * @param least runs to begin with
 * @param most runs at most
 */
record GroupRow(
    String id,
    String name,
    String project,
    String submitter,
    SubmitJob template,
    int least,
    int most,
    @Nullable Until until,
    boolean running,
    @Nullable String message,
    Instant submittedAt,
    @Nullable Instant endedAt) {}
