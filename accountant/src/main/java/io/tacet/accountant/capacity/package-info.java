/**
 * What the hardware could supply, how much of it was used, and when it will be full. Pure: computes
 * from facts in memory.
 */
@NullMarked
package io.tacet.accountant.capacity;

import org.jspecify.annotations.NullMarked;
