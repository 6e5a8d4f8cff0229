/**
 * Changes of jobs and machines as they come, as server-sent events. Reads what others have written
 * and writes nothing; whoever reads too slowly is let go and may come back.
 */
@NullMarked
package io.tacet.scheduler.live;

import org.jspecify.annotations.NullMarked;
