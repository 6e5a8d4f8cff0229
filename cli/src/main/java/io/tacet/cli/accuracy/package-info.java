/** The verb {@code accuracy}: whether a machine's measurements can be trusted. */
@NullMarked
package io.tacet.cli.accuracy;

import org.jspecify.annotations.NullMarked;
