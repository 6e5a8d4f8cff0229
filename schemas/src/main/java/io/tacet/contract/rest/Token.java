package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token of a user, {@code GET /api/v1/users/{id}/tokens}.
 *
 * @param id what it is called when it is to be revoked; no secret
 * @param name what its user calls it
 * @param lastUsedAt to about a minute; null: never
 * @param expiresAt from then on it is not valid; null: valid until it is revoked
 * @param expired whether that time has come
 * @param token the token itself; only in the answer that made it, never again
 */
public record Token(
    String id,
    String name,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    boolean expired,
    @Nullable String token) {

  @Override
  public String toString() {
    return "Token[id=" + id + ", name=" + name + "]";
  }
}
