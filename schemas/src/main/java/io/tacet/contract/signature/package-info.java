/**
 * Signatures of events: who wrote a record, which Kafka does not say. Keys, the header, and the
 * rule by which a reader believes an event; where keys are kept and published is no matter of this.
 */
@NullMarked
package io.tacet.contract.signature;

import org.jspecify.annotations.NullMarked;
