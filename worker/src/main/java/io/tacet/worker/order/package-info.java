/** Finds the next order on the machine's own topic, and cancellations of it. Reads only. */
@NullMarked
package io.tacet.worker.order;

import org.jspecify.annotations.NullMarked;
