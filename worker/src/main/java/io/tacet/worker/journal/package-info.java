/** What must survive the worker's death about the order in hand. Local files only. */
@NullMarked
package io.tacet.worker.journal;

import org.jspecify.annotations.NullMarked;
