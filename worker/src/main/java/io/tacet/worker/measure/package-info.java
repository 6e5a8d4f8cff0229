/**
 * Runs a job: from its order to its figures, whatever happens to its processes. Nothing here talks
 * to Kafka or knows what becomes of the figures; the loop does that.
 */
@NullMarked
package io.tacet.worker.measure;

import org.jspecify.annotations.NullMarked;
