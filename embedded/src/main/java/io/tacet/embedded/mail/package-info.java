/**
 * A mail server that delivers nothing and keeps everything. Knows nothing of what Tacet mails say.
 */
@NullMarked
package io.tacet.embedded.mail;

import org.jspecify.annotations.NullMarked;
