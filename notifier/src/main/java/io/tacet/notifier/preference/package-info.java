/** What each user wants to get, and the signed link to change it. Knows no mails. */
@NullMarked
package io.tacet.notifier.preference;

import org.jspecify.annotations.NullMarked;
