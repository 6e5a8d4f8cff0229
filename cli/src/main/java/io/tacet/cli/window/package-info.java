/** The verb {@code window}: when machines are given orders, and what patient jobs wait for. */
@NullMarked
package io.tacet.cli.window;

import org.jspecify.annotations.NullMarked;
