/**
 * Reads job-status, machine-status and job-logs into the database, exactly once. No handler here
 * decides what a job state may follow.
 */
@NullMarked
package io.tacet.scheduler.intake;

import org.jspecify.annotations.NullMarked;
