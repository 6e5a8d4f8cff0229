package io.tacet.scheduler.window;

import java.time.Instant;

/**
 * A value of a feed.
 *
 * @param time from when on it holds
 */
record Point(Instant time, double value) {}
