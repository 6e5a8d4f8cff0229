/**
 * Who used more than they paid for: shares of usage over shares of contribution. Pure: computes
 * from facts in memory.
 */
@NullMarked
package io.tacet.accountant.subscription;

import org.jspecify.annotations.NullMarked;
