package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/machines/{id}/keys}: registers the key a machine signs its events
 * with.
 *
 * @param publicKey Ed25519 public key, PEM or its base64
 * @param overlap how long the key before is still good, ISO 8601, at most P30D; null: PT24H
 */
public record PutMachineKey(@Nullable String publicKey, @Nullable String overlap) {}
