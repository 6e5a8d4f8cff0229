/** What machines say of themselves and operators have to hear. */
@NullMarked
package io.tacet.notifier.machine;

import org.jspecify.annotations.NullMarked;
