/**
 * Publishes users, projects and machines on the directory topic, whose one owner the scheduler is.
 */
@NullMarked
package io.tacet.scheduler.directory;

import org.jspecify.annotations.NullMarked;
