/** Which event goes to whom. Knows the configuration and the kinds of events, nothing of mails. */
@NullMarked
package io.tacet.notifier.rule;

import org.jspecify.annotations.NullMarked;
