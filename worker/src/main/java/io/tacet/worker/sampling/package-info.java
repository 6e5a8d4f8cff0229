/**
 * Reads all sensors at absolute deadlines into memory that was there before, waking for nothing
 * else. What the rows mean is worked out afterwards; no socket, no log, no file but the kernel's.
 */
@NullMarked
package io.tacet.worker.sampling;

import org.jspecify.annotations.NullMarked;
