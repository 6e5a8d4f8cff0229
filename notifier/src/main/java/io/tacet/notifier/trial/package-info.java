/** A mail on demand, to see whether mail arrives. */
@NullMarked
package io.tacet.notifier.trial;

import org.jspecify.annotations.NullMarked;
