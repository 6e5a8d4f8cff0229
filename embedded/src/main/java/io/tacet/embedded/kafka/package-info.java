/**
 * A Kafka broker in a process of its own. Its classes are on no class path but that process's:
 * nothing here may refer to Kafka at compile time.
 */
@NullMarked
package io.tacet.embedded.kafka;

import org.jspecify.annotations.NullMarked;
