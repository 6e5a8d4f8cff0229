/**
 * Jobs: what may be submitted, their rows and history, and the REST resource. State moves are asked
 * of io.tacet.contract.job.JobLifecycle only, and written in one place, JobMoves.
 */
@NullMarked
package io.tacet.scheduler.job;

import org.jspecify.annotations.NullMarked;
