/** Tells operators, once, that mails wait. Can't tell of itself. */
@NullMarked
package io.tacet.notifier.backlog;

import org.jspecify.annotations.NullMarked;
