/** Makes Kafka clients and the shared topics. No protocol lives here. */
@NullMarked
package io.tacet.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
