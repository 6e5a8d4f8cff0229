/**
 * The worker's loop: which step follows which, for one order at a time. How a step is done is the
 * business of the other packages.
 */
@NullMarked
package io.tacet.worker.loop;

import org.jspecify.annotations.NullMarked;
