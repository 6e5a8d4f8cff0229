/** Being told to stop, and everything that waits so that it can be told. */
@NullMarked
package io.tacet.worker.stop;

import org.jspecify.annotations.NullMarked;
