/**
 * Measurement time per user, machine and month: what is granted, reserved at dispatch, settled by
 * the outcome, and the jobs that wait for more. A job's state is nobody's business here.
 */
@NullMarked
package io.tacet.scheduler.quota;

import org.jspecify.annotations.NullMarked;
