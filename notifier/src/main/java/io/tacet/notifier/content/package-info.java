/** What a mail says: texts, tables and templates. No database, no clock, no SMTP. */
@NullMarked
package io.tacet.notifier.content;

import org.jspecify.annotations.NullMarked;
