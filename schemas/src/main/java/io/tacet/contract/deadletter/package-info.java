/**
 * What a record looks like that a reader could not decode, so that it can be inspected and
 * replayed.
 */
@NullMarked
package io.tacet.contract.deadletter;

import org.jspecify.annotations.NullMarked;
