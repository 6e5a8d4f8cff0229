/**
 * The mails to be sent and the loop that sends them. Knows neither jobs nor notices, only finished
 * mails.
 */
@NullMarked
package io.tacet.notifier.mail;

import org.jspecify.annotations.NullMarked;
