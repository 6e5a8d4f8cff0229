/**
 * Reads the topics: one consumer, batch by batch, each batch one database transaction, committed to
 * Kafka after it. What an event means stands in the packages that implement {@link EventStore}.
 */
@NullMarked
package io.tacet.accountant.intake;

import org.jspecify.annotations.NullMarked;
