package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user, {@code GET /api/v1/users}.
 *
 * @param token API token; only in the answer that made the user, never again
 */
public record User(
    String id,
    String name,
    String mail,
    String role,
    List<String> projects,
    boolean active,
    @Nullable String token) {}
