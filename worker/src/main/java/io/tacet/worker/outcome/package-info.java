/**
 * The rule that an order ends once: whoever moves the machine's committed offset writes the
 * outcome. No other package begins a transaction.
 */
@NullMarked
package io.tacet.worker.outcome;

import org.jspecify.annotations.NullMarked;
