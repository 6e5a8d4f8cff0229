package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user, {@code GET /api/v1/users}.
 *
 * @param machines the only machines the user may use; empty: all
 * @param scheduleModes the only kinds of schedule the user may make; empty: all
 * @param token API token; only in the answer that made the user, never again
 */
public record User(
    String id,
    String name,
    String mail,
    String role,
    List<String> projects,
    boolean active,
    @Nullable List<String> machines,
    @Nullable List<String> scheduleModes,
    @Nullable String token) {}
