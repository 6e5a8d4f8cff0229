/**
 * What was used: a record per attempt, the daily rollup, and the totals in service units. Rates
 * come from the package beside it.
 */
@NullMarked
package io.tacet.accountant.usage;

import org.jspecify.annotations.NullMarked;
