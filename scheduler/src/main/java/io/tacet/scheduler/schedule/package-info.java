/**
 * Schedules: jobs submitted at times, or when a repository has something new, each time once. What
 * may be submitted, and what becomes of a job, is not decided here.
 */
@NullMarked
package io.tacet.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
