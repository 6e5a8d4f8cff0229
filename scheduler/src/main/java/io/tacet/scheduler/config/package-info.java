/**
 * What an operator can set, with its defaults, and the clock and ids every other package is given.
 * No behaviour.
 */
@NullMarked
package io.tacet.scheduler.config;

import org.jspecify.annotations.NullMarked;
