/** Requests that are wrong, and how the whole service answers them. */
@NullMarked
package io.tacet.scheduler.problem;

import org.jspecify.annotations.NullMarked;
