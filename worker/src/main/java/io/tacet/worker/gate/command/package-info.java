/** The subcommand that makes all checks at once and shows them. */
@NullMarked
package io.tacet.worker.gate.command;

import org.jspecify.annotations.NullMarked;
