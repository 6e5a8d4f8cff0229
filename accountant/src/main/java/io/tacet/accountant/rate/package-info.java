/**
 * Charge rates of machines, dated, with an audit row for each change. What is charged with them is
 * not known here.
 */
@NullMarked
package io.tacet.accountant.rate;

import org.jspecify.annotations.NullMarked;
