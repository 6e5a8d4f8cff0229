/**
 * States of the job and the machine for everyone to see, up to the outcome. Best effort: nothing
 * depends on their arrival.
 */
@NullMarked
package io.tacet.worker.status;

import org.jspecify.annotations.NullMarked;
