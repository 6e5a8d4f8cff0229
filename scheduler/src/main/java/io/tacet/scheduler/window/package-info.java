/**
 * Start windows: times, or values of a feed, in which machines are given orders and jobs that can
 * wait start. They only say when; which job is next is decided elsewhere.
 */
@NullMarked
package io.tacet.scheduler.window;

import org.jspecify.annotations.NullMarked;
