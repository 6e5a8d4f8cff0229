/**
 * Groups: one job measured several times, a given number or until a figure is known well enough.
 * The runs are jobs like any other; what happens to them is not decided here.
 */
@NullMarked
package io.tacet.scheduler.group;

import org.jspecify.annotations.NullMarked;
