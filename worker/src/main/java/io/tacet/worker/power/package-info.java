/**
 * Turns a machine off that has nothing to do: says so first, then runs the operator's command. Does
 * not know how orders come.
 */
@NullMarked
package io.tacet.worker.power;

import org.jspecify.annotations.NullMarked;
