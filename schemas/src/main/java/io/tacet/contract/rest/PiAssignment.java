package io.tacet.contract.rest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage that of a project or user is from a day on, {@code GET /api/v1/assignments} of the
 * accountant. A user's counts where the project has none.
 *
 * @param kind project or user
 * @param from first day, from midnight UTC
 * @param pi null: nobody's
 */
public record PiAssignment(String kind, String id, LocalDate from, @Nullable String pi) {}
