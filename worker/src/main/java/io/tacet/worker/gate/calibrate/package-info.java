/**
 * Finds out by trying what a machine's configuration should be: at rest, under full load, and while
 * it cools. Decides nothing; the operator takes what is printed.
 */
@NullMarked
package io.tacet.worker.gate.calibrate;

import org.jspecify.annotations.NullMarked;
