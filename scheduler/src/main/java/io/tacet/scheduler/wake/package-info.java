/**
 * Threads that do one step again and again, woken by a signal or after a pause. What the step does
 * is not known here.
 */
@NullMarked
package io.tacet.scheduler.wake;

import org.jspecify.annotations.NullMarked;
