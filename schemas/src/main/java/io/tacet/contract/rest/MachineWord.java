package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/machines/{id}/drain}, {@code maintenance}, {@code quarantine} and the
 * like; may be absent where no reason is asked for.
 *
 * @param reason for people, at most 500 characters; a quarantine must have one
 */
public record MachineWord(@Nullable String reason) {}
