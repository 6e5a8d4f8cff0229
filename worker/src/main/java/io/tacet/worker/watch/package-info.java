/**
 * What the machine does while no job is measured: sensors and surveys at their slower pace, kept
 * until they are sent in a batch. Nothing here sends anything, and nothing is open in a silence.
 */
@NullMarked
package io.tacet.worker.watch;

import org.jspecify.annotations.NullMarked;
