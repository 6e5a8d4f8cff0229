/**
 * A job's processes: started without a shell of the user's, waited for without polling, counted,
 * and all of them gone afterwards, even when the worker died in between. Knows nothing of phases.
 */
@NullMarked
package io.tacet.worker.process;

import org.jspecify.annotations.NullMarked;
