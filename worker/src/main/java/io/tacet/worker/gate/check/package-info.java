/**
 * What can be looked at to tell whether a machine is fit to measure, one class per subject. A check
 * only looks: it changes nothing, waits for nothing and decides nothing.
 */
@NullMarked
package io.tacet.worker.gate.check;

import org.jspecify.annotations.NullMarked;
