/**
 * Bringing a machine to the temperature at which its jobs start: reading it, loading the CPUs, and
 * deciding which of both it needs. Nothing here waits or tells anybody.
 */
@NullMarked
package io.tacet.worker.gate.temperature;

import org.jspecify.annotations.NullMarked;
