/** Remembers what operators were told and when, so that they don't hear of it all the time. */
@NullMarked
package io.tacet.notifier.told;

import org.jspecify.annotations.NullMarked;
