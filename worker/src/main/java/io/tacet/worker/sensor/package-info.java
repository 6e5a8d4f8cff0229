/**
 * What can be read of the machine, one class per source: file, parser, metrics and their units. A
 * sensor reads raw figures without allocating; nothing here knows when it is read.
 */
@NullMarked
package io.tacet.worker.sensor;

import org.jspecify.annotations.NullMarked;
