/** The verb about usage and service units. */
@NullMarked
package io.tacet.cli.usage;

import org.jspecify.annotations.NullMarked;
