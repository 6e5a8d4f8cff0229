/**
 * What the machine is, read once when the worker starts. Figures that change while it runs belong
 * to the sensors.
 */
@NullMarked
package io.tacet.worker.facts;

import org.jspecify.annotations.NullMarked;
