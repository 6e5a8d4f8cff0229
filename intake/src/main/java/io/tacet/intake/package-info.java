/**
 * Reads the topics of a service that keeps what it reads in PostgreSQL: one consumer, batch by
 * batch, each batch one database transaction, committed to Kafka after it. What an event means
 * stands with the services that implement {@link EventStore}; no service is known here.
 */
@NullMarked
package io.tacet.intake;

import org.jspecify.annotations.NullMarked;
