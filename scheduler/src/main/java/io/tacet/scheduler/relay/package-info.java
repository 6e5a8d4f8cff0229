/** The one thread that carries the outbox to Kafka, exactly once: see docs/adr/0002. */
@NullMarked
package io.tacet.scheduler.relay;

import org.jspecify.annotations.NullMarked;
