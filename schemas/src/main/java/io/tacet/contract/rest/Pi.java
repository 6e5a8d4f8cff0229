package io.tacet.contract.rest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who leads a group, from a day on, {@code GET /api/v1/pis} of the accountant.
 *
 * @param from first day this holds, from midnight UTC
 * @param alias name in reports
 * @param mail null: none, or not for the caller's eyes
 * @param exempt whether no contribution is asked of them
 */
public record Pi(String id, LocalDate from, String alias, @Nullable String mail, boolean exempt) {}
