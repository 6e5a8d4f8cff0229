/** Notices: whom they concern, and the mails that follow. Knows nothing of jobs. */
@NullMarked
package io.tacet.notifier.notice;

import org.jspecify.annotations.NullMarked;
