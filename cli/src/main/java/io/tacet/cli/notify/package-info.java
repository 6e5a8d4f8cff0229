/** The verb {@code notify}: asks the notifier. What a mail says is not known here. */
@NullMarked
package io.tacet.cli.notify;

import org.jspecify.annotations.NullMarked;
