/**
 * From samples to figures: statistics per phase, repeat, metric and detail, and the few worth
 * showing. Arithmetic only; nothing here reads anything.
 */
@NullMarked
package io.tacet.worker.statistics;

import org.jspecify.annotations.NullMarked;
