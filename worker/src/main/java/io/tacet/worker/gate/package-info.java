/**
 * Whether the machine is fit to measure now: system checks and temperature. Waits, never measures.
 */
@NullMarked
package io.tacet.worker.gate;

import org.jspecify.annotations.NullMarked;
