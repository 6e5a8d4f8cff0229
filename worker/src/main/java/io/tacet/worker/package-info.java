/**
 * The worker as a program: its command line, its signals, and how its parts are put together. What
 * it does is in the packages below; nothing here knows a topic or a phase.
 */
@NullMarked
package io.tacet.worker;

import org.jspecify.annotations.NullMarked;
