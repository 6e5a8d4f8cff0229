package io.tacet.contract.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of the ledger, {@code GET /api/v1/ledger/changes} of the accountant.
 *
 * @param changedBy user id
 * @param what rate, hardware, pi, project-pi, user-pi, cluster or contribution
 * @param subject machine, PI, project, user, cluster or contribution
 * @param from first day the fact holds, from midnight UTC
 * @param oldValue null: there was none
 * @param newValue null: withdrawn
 */
public record LedgerChange(
    Instant changedAt,
    String changedBy,
    String what,
    String subject,
    LocalDate from,
    @Nullable Map<String, Object> oldValue,
    @Nullable Map<String, Object> newValue) {}
