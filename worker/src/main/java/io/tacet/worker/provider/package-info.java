/**
 * External programs that measure: started before a silence, read after it, in the format of the
 * Green Metrics Tool's metric providers. They write to files; nothing of theirs wakes the worker.
 */
@NullMarked
package io.tacet.worker.provider;

import org.jspecify.annotations.NullMarked;
