package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a machine's history, {@code GET /api/v1/machines/{id}/history}, the newest first.
 *
 * @param at of a REPORT by the broker's clock, of a CHANGE by the scheduler's
 * @param kind REPORT: its worker said so; CHANGE: somebody changed something of it
 * @param what state (of a REPORT), or duty, quarantine, wake, registration, description, kind,
 *     labels, queueOrder, macAddresses
 * @param was what it was; null: nothing
 * @param now what it is since then; null: nothing
 * @param by the machine itself, a user, or {@code scheduler}
 * @param jobId the job in hand (of a REPORT)
 */
public record MachineEvent(
    Instant at,
    String kind,
    String what,
    @Nullable String was,
    @Nullable String now,
    String by,
    @Nullable String message,
    @Nullable String jobId) {}
