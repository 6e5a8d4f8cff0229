/** The claim of the next job per machine: one SQL statement and the thread that runs it. */
@NullMarked
package io.tacet.scheduler.dispatch;

import org.jspecify.annotations.NullMarked;
