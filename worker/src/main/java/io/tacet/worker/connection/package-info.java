/**
 * Everything that opens a socket: Kafka and the registry, opened when needed and closed for good
 * before a silence. What is sent is not decided here.
 */
@NullMarked
package io.tacet.worker.connection;

import org.jspecify.annotations.NullMarked;
