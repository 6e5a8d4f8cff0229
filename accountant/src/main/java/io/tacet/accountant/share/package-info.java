/**
 * What contributions give back: weights of projects for our own queue, raw shares for Slurm's. Who
 * contributed is in the ledger.
 */
@NullMarked
package io.tacet.accountant.share;

import org.jspecify.annotations.NullMarked;
