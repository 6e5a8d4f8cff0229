/**
 * Machines that turn themselves off are woken when work waits for them: magic packets, again and
 * again until they report, then a notice. Turning them off is the worker's business.
 */
@NullMarked
package io.tacet.scheduler.power;

import org.jspecify.annotations.NullMarked;
