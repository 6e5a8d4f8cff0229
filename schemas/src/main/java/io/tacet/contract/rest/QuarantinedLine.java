package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line an import put aside, {@code GET /api/v1/imports/quarantine} of the accountant.
 *
 * @param run the import that met it first
 * @param line its number in the file, from 1
 * @param reason in a word or two
 * @param detail what exactly is wrong
 * @param text the line, at most 1000 characters; what is no text is replaced
 * @param cut whether it was too long to be kept, and so can't be replayed
 * @param settledAt when a replay found it in order and its record there or new, or when it was
 *     discarded; null while it lies there
 * @param discardedBy who let it go; null when nobody did
 * @param discardedBecause why
 */
public record QuarantinedLine(
    long id,
    long run,
    String source,
    String cluster,
    String file,
    long line,
    String reason,
    String detail,
    String text,
    boolean cut,
    Instant quarantinedAt,
    @Nullable Instant settledAt,
    @Nullable String discardedBy,
    @Nullable String discardedBecause) {}
