package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/users/{id}/tokens} and of {@code …/tokens/{token}/rotate}.
 *
 * @param name what its user calls it, e.g. the machine it is for; null: of a new one "token", of a
 *     rotated one as it was
 * @param expiresAt from then on it is not valid; null: valid until it is revoked
 * @param oldValidUntil for rotate only: how long the one before stays valid; null: not at all
 */
public record NewToken(
    @Nullable String name, @Nullable Instant expiresAt, @Nullable Instant oldValidUntil) {}
