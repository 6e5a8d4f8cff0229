package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * A mail on demand: what to send in a request.
 *
 * @param address where to; null: to the caller
 */
public record TestMail(@Nullable String address) {}
