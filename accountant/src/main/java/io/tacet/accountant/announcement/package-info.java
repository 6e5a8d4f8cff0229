/**
 * Events the accountant says by itself: written down in the transaction that decides so, then sent.
 * Knows topics, keys and bytes, not what is said.
 */
@NullMarked
package io.tacet.accountant.announcement;

import org.jspecify.annotations.NullMarked;
