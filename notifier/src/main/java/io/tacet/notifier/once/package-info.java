/** One run for cron: reads what is there, sends what is due, ends. */
@NullMarked
package io.tacet.notifier.once;

import org.jspecify.annotations.NullMarked;
