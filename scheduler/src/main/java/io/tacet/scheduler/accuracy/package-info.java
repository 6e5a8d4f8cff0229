/**
 * Accuracy control: a workload measured again and again on a machine, and a verdict on the spread
 * and the drift of its values. Quarantine itself, and the life of the control jobs, are elsewhere.
 */
@NullMarked
package io.tacet.scheduler.accuracy;

import org.jspecify.annotations.NullMarked;
