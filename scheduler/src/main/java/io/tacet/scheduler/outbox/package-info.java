/**
 * Records on their way to Kafka, written in the transaction that gives rise to them. Nothing here
 * talks to Kafka.
 */
@NullMarked
package io.tacet.scheduler.outbox;

import org.jspecify.annotations.NullMarked;
