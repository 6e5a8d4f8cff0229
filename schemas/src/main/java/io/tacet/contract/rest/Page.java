package io.tacet.contract.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in the order the interface promises
 * @param nextCursor value for {@code ?cursor=} to get the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
