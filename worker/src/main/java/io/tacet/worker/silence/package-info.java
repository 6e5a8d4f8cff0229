/**
 * Silence, seen: that the worker holds no socket before a measurement, and what it and the rest of
 * the machine did during one. Judges by a budget; never makes silence itself.
 */
@NullMarked
package io.tacet.worker.silence;

import org.jspecify.annotations.NullMarked;
