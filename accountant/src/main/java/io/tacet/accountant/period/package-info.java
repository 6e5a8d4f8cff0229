/**
 * Spans of time that reports speak of, in a stated zone, and how they are taken apart. Pure: no
 * database, no clock of its own.
 */
@NullMarked
package io.tacet.accountant.period;

import org.jspecify.annotations.NullMarked;
