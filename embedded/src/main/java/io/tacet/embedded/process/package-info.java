/**
 * Child processes that do not outlive their parent: how they are started, watched, signalled and
 * stopped. Knows nothing of Kafka, PostgreSQL or any other program it runs.
 */
@NullMarked
package io.tacet.embedded.process;

import org.jspecify.annotations.NullMarked;
