package io.tacet.cli.api;

/**
 * What was read, and its entity tag. Immutable.
 *
 * @param tag as If-Match takes it
 */
public record Tagged<T>(T value, String tag) {}
