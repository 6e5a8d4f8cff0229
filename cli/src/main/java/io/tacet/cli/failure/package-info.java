/** How a verb fails: a message that says what to do, an exit code, and no stack trace. */
@NullMarked
package io.tacet.cli.failure;

import org.jspecify.annotations.NullMarked;
