/** Tells operators that records were put aside. */
@NullMarked
package io.tacet.notifier.deadletter;

import org.jspecify.annotations.NullMarked;
