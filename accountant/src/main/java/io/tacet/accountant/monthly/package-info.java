/**
 * The report that comes by itself: which month is due, and what its PIs are told. What stands in a
 * report is made elsewhere.
 */
@NullMarked
package io.tacet.accountant.monthly;

import org.jspecify.annotations.NullMarked;
