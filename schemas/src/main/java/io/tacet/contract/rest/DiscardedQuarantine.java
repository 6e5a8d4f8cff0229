package io.tacet.contract.rest;

/**
 * What a discard did.
 *
 * @param discarded lines that lay in quarantine and don't any more, count
 */
public record DiscardedQuarantine(long discarded) {}
