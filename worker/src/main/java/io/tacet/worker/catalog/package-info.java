/**
 * All kinds of sensors and surveys there are, which of them are chosen by the configuration, and
 * their opening. What a sensor reads and when it is read is decided elsewhere.
 */
@NullMarked
package io.tacet.worker.catalog;

import org.jspecify.annotations.NullMarked;
