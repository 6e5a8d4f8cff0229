package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * A scenario in a git repository.
 *
 * @param uri https, ssh or, where allowed, file URI
 * @param ref branch, tag or commit; null: the remote's HEAD
 * @param path path of the scenario file; null: {@code tacet.yml}
 */
public record GitSource(String uri, @Nullable String ref, @Nullable String path) {}
