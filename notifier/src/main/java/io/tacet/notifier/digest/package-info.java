/** One mail in the place of many: collects what is not sent by itself. */
@NullMarked
package io.tacet.notifier.digest;

import org.jspecify.annotations.NullMarked;
