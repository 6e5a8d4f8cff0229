package io.tacet.accountant.dated;

import java.time.Instant;

/**
 * Who changes the ledger, and when. Immutable.
 *
 * @param by user id
 */
public record Change(String by, Instant at) {}
